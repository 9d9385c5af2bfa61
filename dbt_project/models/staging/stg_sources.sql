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
        party_actor_id,
        gap_seconds,
        terms_url,
        terms_checked_on,
        expected_low,
        expected_high,
        checked_on,
        feed_count,
        has_wire,
        valid_from
    from source
)

select * from renamed
