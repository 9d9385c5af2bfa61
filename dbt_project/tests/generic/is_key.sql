{#- The columns together name a row: none of them is NULL and no combination comes twice. -#}
{% test is_key(model, columns) %}

select {{ columns | join(", ") }}
from {{ model }}
group by all
having count(*) > 1 or {{ columns | join(" is null or ") }} is null

{% endtest %}
