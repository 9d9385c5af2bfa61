-- Entries that gave neither article nor rejection nor failure though their page was asked for, or they have none: a run
-- that ended has left none behind. Those whose page was not asked for yet are a queue.
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

asked as (
    select distinct unnest(entry_ids) as entry_id
    from {{ ref('stg_captures') }}
    where capture_kind = 'page'
),

waiting as (
    select
        entries.entry_id,
        entries.source_id,
        entries.link,
        entries.first_seen_at
    from entries
    left join outcomes on entries.entry_id = outcomes.entry_id
    left join asked on entries.entry_id = asked.entry_id
    where outcomes.entry_id is null and (entries.link is null or asked.entry_id is not null)
)

select * from waiting
