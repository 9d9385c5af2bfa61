-- Entries that gave neither article nor rejection nor failure yet: a run that ended has left none behind.
{{ config(severity='warn') }}

with entries as (
    select * from {{ ref('stg_entries') }}
),

waiting as (
    select
        entry_id,
        source_id,
        link,
        first_seen_at
    from entries
    where
        entry_id not in (select entry_id from {{ ref('stg_article_versions') }})
        and entry_id not in (select entry_id from {{ ref('stg_rejections') }})
        and entry_id not in (select entry_id from {{ ref('stg_failures') }})
)

select * from waiting
