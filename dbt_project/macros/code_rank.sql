{#- The place of a code in a list from best to worst, counted from 1; a code that is not in the list comes last. -#}
{% macro code_rank(column, codes) -%}
    coalesce(list_position(['{{ codes | join("', '") }}'], {{ column }}), {{ codes | length + 1 }})
{%- endmacro %}
