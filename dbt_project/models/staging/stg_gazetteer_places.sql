with source as (
    select
        *,
        rowid as ledger_row
    from {{ source('ingest', 'gazetteer_places') }}
),

renamed as (
    select
        place_id,
        geonames_id,
        name,
        country_iso3,
        admin1_code as geonames_admin1,
        latitude,
        longitude,
        timezone,
        loaded_at,
        ledger_row
    from source
)

select * from renamed
