{% set columns = {
    'actor_id': 'varchar',
    'relation': 'varchar',
    'related_actor_id': 'varchar',
    'valid_from': 'date',
    'valid_to': 'date',
    'origin': 'varchar',
} %}

with reference_rows as (
    select * from {{ ref('int_reference_rows_dated') }}
),

actor_relations as (
    {{ seed_rows('actor_relations', columns) }}
)

select * from actor_relations
