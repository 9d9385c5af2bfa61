{#- Every named column holds one of its codes or NULL. `codes` maps a column to its list. -#}
{% test accepted_codes(model, codes) %}

{% for column, accepted in codes.items() %}
{{ "union all" if not loop.first }}
select distinct '{{ column }}' as column_name, cast({{ column }} as varchar) as code
from {{ model }}
where {{ column }} not in ('{{ accepted | join("', '") }}')
{% endfor %}

{% endtest %}
