{#- low <= best <= high for each prefix, as far as they are known, and none of them is negative. -#}
{% test is_range(model, prefixes) %}

{% for prefix in prefixes %}
{{ "union all" if not loop.first }}
select '{{ prefix }}' as range_name, {{ prefix }}low as low, {{ prefix }}best as best, {{ prefix }}high as high
from {{ model }}
where
    {{ prefix }}low > {{ prefix }}best or {{ prefix }}best > {{ prefix }}high or {{ prefix }}low > {{ prefix }}high
    or least({{ prefix }}low, {{ prefix }}best, {{ prefix }}high) < 0
{% endfor %}

{% endtest %}
