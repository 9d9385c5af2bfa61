-- Entries = articles + rejections + failures: no entry has two ends, and no end is without its entry.
{{ config(meta={'dagster': {'ref': {'name': 'stg_entries'}}}) }}
-- An embargoed entry may become an article later.
with entries as (
    select * from {{ ref('stg_entries') }}
),

versions as (
    select * from {{ ref('stg_article_versions') }}
),

rejections as (
    select * from {{ ref('stg_rejections') }}
    where reason != 'embargoed'
),

failures as (
    select * from {{ ref('stg_failures') }}
),

ended as (
    select entry_id from versions
    where {{ is_unread('stg_article_versions') }}
    union
    select entry_id from rejections
    where {{ is_unread('stg_rejections') }}
    union
    select entry_id from failures
    where {{ is_unread('stg_failures') }}
),

outcomes as (
    select
        entry_id,
        'article' as outcome
    from versions
    where entry_id in (select ended.entry_id from ended)
    union
    select
        entry_id,
        'rejection' as outcome
    from rejections
    where entry_id in (select ended.entry_id from ended)
    union
    select
        entry_id,
        'failure' as outcome
    from failures
    where entry_id in (select ended.entry_id from ended)
),

broken as (
    select
        outcomes.entry_id,
        string_agg(outcomes.outcome, ', ' order by outcomes.outcome) as outcomes
    from outcomes
    left join entries on outcomes.entry_id = entries.entry_id
    group by outcomes.entry_id
    having count(*) filter (where outcomes.outcome != 'failure') > 1 or count(entries.entry_id) = 0
)

select * from broken
