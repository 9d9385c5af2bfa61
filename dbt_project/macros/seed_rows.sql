{#- What a seed said, row by row, as long as it was believed. `columns` maps its columns to their types. -#}
{% macro seed_rows(seed, columns) -%}
    select
        {% for name, type in columns.items() -%}
            cast(content ->> '$.{{ name }}' as {{ type }}) as {{ name }},
        {% endfor -%}
        known_from,
        known_to
    from reference_rows
    where seed = '{{ seed }}'
{%- endmacro %}
