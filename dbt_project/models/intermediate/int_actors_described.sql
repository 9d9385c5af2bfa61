{% set columns = {
    'actor_id': 'varchar',
    'valid_from': 'date',
    'valid_to': 'date',
    'name': 'varchar',
    'actor_kind': 'varchar',
    'country_iso3': 'varchar',
    'plover_sector': 'varchar',
    'acled_inter': 'integer',
    'is_class': 'boolean',
    'origin': 'varchar',
} %}

with reference_rows as (
    select * from {{ ref('int_reference_rows_dated') }}
),

present as (
    {{ seed_rows('actors', columns) }}
),

former as (
    {{ seed_rows('actor_periods', columns) }}
),

{{ described_in_time('actor_id') }}

select * from described
