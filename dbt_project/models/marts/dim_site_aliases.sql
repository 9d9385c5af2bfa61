{% set columns = {
    'site_id': 'varchar',
    'alias': 'varchar',
    'origin': 'varchar',
} %}

with reference_rows as (
    select * from {{ ref('int_reference_rows_dated') }}
),

site_aliases as (
    {{ seed_rows('site_aliases', columns) }}
)

select * from site_aliases
