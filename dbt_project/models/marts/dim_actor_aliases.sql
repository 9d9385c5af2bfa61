{% set columns = {
    'actor_id': 'varchar',
    'alias': 'varchar',
    'alias_kind': 'varchar',
    'origin': 'varchar',
} %}

with reference_rows as (
    select * from {{ ref('int_reference_rows_dated') }}
),

actor_aliases as (
    {{ seed_rows('actor_aliases', columns) }}
)

select * from actor_aliases
