{% set columns = {
    'site_id': 'varchar',
    'relation': 'varchar',
    'related_site_id': 'varchar',
    'origin': 'varchar',
} %}

with reference_rows as (
    select * from {{ ref('int_reference_rows_dated') }}
),

site_relations as (
    {{ seed_rows('site_relations', columns) }}
)

select * from site_relations
