-- Entries that gave neither article nor rejection nor failure yet: a run that ended has left none behind.
{{ config(severity='warn', meta={'dagster': {'ref': {'name': 'stg_entries'}}}) }}

with entries as (
    select * from {{ ref('stg_entries') }}
),

outcomes as (
    select entry_id from {{ ref('stg_article_versions') }}
    union
    select entry_id from {{ ref('stg_rejections') }}
    union
    select entry_id from {{ ref('stg_failures') }}
),

waiting as (
    select
        entries.entry_id,
        entries.source_id,
        entries.link,
        entries.first_seen_at
    from entries
    left join outcomes on entries.entry_id = outcomes.entry_id
    where outcomes.entry_id is null
)

select * from waiting
