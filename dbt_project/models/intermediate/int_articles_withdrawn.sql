with entries as (
    select * from {{ ref('stg_entries') }}
),

rejections as (
    select * from {{ ref('stg_rejections') }}
),

versions as (
    select * from {{ ref('stg_article_versions') }}
),

killed_items as (
    select distinct entries.item_id
    from rejections
    inner join entries on rejections.entry_id = entries.entry_id
    where rejections.reason = 'killed'
),

withdrawn as (
    select distinct versions.article_id
    from versions
    inner join entries on versions.entry_id = entries.entry_id
    inner join killed_items on entries.item_id = killed_items.item_id
)

select * from withdrawn
