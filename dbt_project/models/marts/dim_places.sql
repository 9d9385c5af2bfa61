with places as (
    select * from {{ ref('int_places_united') }}
),

described as (
    select
        place_id,
        name,
        place_type,
        parent_place_id,
        country_iso3,
        latitude,
        longitude,
        timezone,
        geonames_id,
        ocha_pcode,
        origin
    from places
)

select * from described
