-- A value of an attack stands on words: for each field that is filled there is evidence of that field.
{% set fields = {
    'weapon_type': ['weapon'],
    'place_id': ['place', 'site'],
    'site_id': ['site'],
    'site_relation': ['site_relation'],
    'target_site_id': ['target_site'],
    'target_actor_id': ['target_actor'],
    'attacker_best_name': ['attacker', 'claim'],
    'interceptor_actor_id': ['interceptor'],
    'launched_best': ['launched'],
    'intercepted_best': ['intercepted'],
    'impacted_best': ['impacted'],
    'outcome': ['outcome'],
    'outcome_claimed': ['outcome_claimed'],
    'killed_best': ['killed', 'any'],
    'injured_best': ['injured', 'any'],
    'event_type': ['event_type'],
} %}

with attacks as (
    select * from {{ ref('fct_attacks') }}
),

evidence as (
    select
        attack_id,
        list(distinct field) as fields
    from {{ ref('fct_evidence') }}
    group by attack_id
),

{% for column, accepted in fields.items() %}
{{ column }}_without_evidence as (
    select
        attacks.attack_id,
        '{{ column }}' as column_name
    from attacks
    left join evidence on attacks.attack_id = evidence.attack_id
    where
        attacks.{{ column }} is not null
        and not coalesce(list_has_any(evidence.fields, ['{{ accepted | join("', '") }}']), false)
),

{% endfor %}
broken as (
    {% for column in fields %}
    {{ "union all" if not loop.first }}
    select * from {{ column }}_without_evidence
    {% endfor %}
)

select * from broken
