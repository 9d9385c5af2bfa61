with source as (
    select * from {{ source('ingest', 'sources') }}
),

renamed as (
    select
        source_id,
        name as source_name,
        kind as source_kind,
        homepage,
        country_iso3,
        language,
        scale,
        timezone,
        feed_count,
        has_wire,
        valid_from
    from source
)

select * from renamed
