{#- What all rows of a group say; NULL where they differ, or where only some of them say it. -#}
{% macro agreed(fact) -%}
    if(count(distinct {{ fact }}) = 1 and count({{ fact }}) = count(*), min({{ fact }}), null)
{%- endmacro %}
