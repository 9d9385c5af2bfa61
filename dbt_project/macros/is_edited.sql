{#- Whether an analyst has set the column. -#}
{% macro is_edited(column) -%}
    list_contains(edited_fields, '{{ column }}')
{%- endmacro %}
