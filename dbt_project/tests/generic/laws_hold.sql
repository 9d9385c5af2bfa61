{#- Laws that hold for every row. One that is NULL, because a part of it is unknown, is not broken. -#}
{% test laws_hold(model, laws) %}

{% for law in laws %}
{{ "union all by name" if not loop.first }}
select
    '{{ law | replace("'", "''") }}' as broken_law,
    *
from {{ model }}
where not ({{ law }})
{% endfor %}

{% endtest %}
