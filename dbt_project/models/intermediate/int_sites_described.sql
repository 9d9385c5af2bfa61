{% set columns = {
    'site_id': 'varchar',
    'valid_from': 'date',
    'valid_to': 'date',
    'name': 'varchar',
    'site_type': 'varchar',
    'place_id': 'varchar',
    'host_country_iso3': 'varchar',
    'operator_actor_id': 'varchar',
    'owner_actor_id': 'varchar',
    'latitude': 'double',
    'longitude': 'double',
    'coord_uncertainty_m': 'integer',
    'origin': 'varchar',
} %}

with reference_rows as (
    select * from {{ ref('int_reference_rows_dated') }}
),

present as (
    {{ seed_rows('sites', columns) }}
),

former as (
    {{ seed_rows('site_periods', columns) }}
),

{{ described_in_time('site_id') }}

select * from described
