{#- Every value of each column stands in the table that the column leads to, or is NULL. -#}
{% test leads_to(model, columns) %}

{% for column, target in columns.items() %}
{{ "union all" if not loop.first }}
select distinct '{{ column }}' as column_name, cast(child.{{ column }} as varchar) as missing
from {{ model }} as child
anti join {{ target.to }} as parent on child.{{ column }} = parent.{{ target.field }}
where child.{{ column }} is not null
{% endfor %}

{% endtest %}
