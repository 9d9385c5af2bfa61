{#- Joins a row of int_site_periods_believed (`site`) to a site's id and a day; without a day to what all periods share. -#}
{% macro stood_on(site, site_id, day) -%}
    {{ site_id }} = {{ site }}.site_id
    and if({{ day }} is null, {{ site }}.valid_from is null, {{ day }} between {{ site }}.valid_from and {{ site }}.valid_to)
{%- endmacro %}
