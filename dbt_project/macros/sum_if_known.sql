{#- A sum that is NULL as soon as one part of it is: an unknown part is not zero. -#}
{% macro sum_if_known(column) -%}
    case when count({{ column }}) = count(*) then sum({{ column }}) end
{%- endmacro %}
