with reviewed as (
    select * from {{ ref('places') }}
),

settlements as (
    select * from {{ ref('stg_gazetteer_places') }}
),

divisions as (
    select * from {{ ref('place_divisions') }}
),

countries as (
    select
        country_iso3,
        place_id
    from reviewed
    where place_type = 'country' and country_iso3 is not null
),

placed as (
    select
        settlements.place_id,
        settlements.name,
        'settlement' as place_type,
        coalesce(divisions.place_id, countries.place_id) as parent_place_id,
        settlements.country_iso3,
        settlements.latitude,
        settlements.longitude,
        settlements.timezone,
        settlements.geonames_id,
        'GeoNames, CC BY 4.0' as origin
    from settlements
    left join divisions
        on
            settlements.country_iso3 = divisions.country_iso3
            and settlements.geonames_admin1 = divisions.geonames_admin1
    left join countries on settlements.country_iso3 = countries.country_iso3
    left join reviewed on settlements.place_id = reviewed.place_id
    where reviewed.place_id is null
),

united as (
    select * from reviewed
    union all by name
    select * from placed
)

select * from united
