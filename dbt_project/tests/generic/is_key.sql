{#- The columns together name a row: no combination comes twice, and none is NULL but those of `nullable`. -#}
{% test is_key(model, columns, nullable=[]) %}

select {{ columns | join(", ") }}
from {{ model }}
group by all
having count(*) > 1 or {{ columns | reject("in", nullable) | join(" is null or ") }} is null

{% endtest %}
