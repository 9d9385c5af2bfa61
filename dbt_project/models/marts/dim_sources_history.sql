with sources as (
    select * from {{ ref('stg_sources') }}
),

history as (
    select
        source_id,
        source_name as name,
        source_kind as kind,
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
        valid_from as known_from,
        lead(valid_from) over (partition by source_id order by valid_from) as known_to
    from sources
)

select * from history
