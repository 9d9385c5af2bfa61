-- A value of an attack stands on words: for each field that is filled there is evidence of that field.
{{ config(meta={'dagster': {'ref': {'name': 'fct_attacks'}}}) }}
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
    'damage': ['damage'],
    'killed_best': ['killed', 'any'],
    'injured_best': ['injured', 'any'],
    'event_type': ['event_type'],
} %}

with attacks as (
    select * from {{ ref('fct_attacks') }}
    where {{ is_written('fct_attacks') }}
),

evidence as (
    select * from {{ ref('fct_evidence') }}
    where {{ is_written('fct_evidence') }}
),

filled as (
    {% for column, fields_of_evidence in fields.items() %}
    {% for field in fields_of_evidence %}
    {{ "union all" if not (loop.first and column == fields | first) }}
    select
        attack_id,
        '{{ column }}' as column_name,
        '{{ field }}' as field
    from attacks
    where {{ column }} is not null and not list_contains(edited_fields, '{{ column }}')
    {% endfor %}
    {% endfor %}
),

broken as (
    select
        filled.attack_id,
        filled.column_name
    from filled
    left join evidence on filled.attack_id = evidence.attack_id and filled.field = evidence.field
    group by filled.attack_id, filled.column_name
    having count(evidence.evidence_id) = 0
)

select * from broken
