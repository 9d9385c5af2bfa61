-- All of their columns would be carried along, the texts too.
with recursive versions as (
    select
        article_version_id,
        article_id,
        entry_id
    from {{ ref('stg_article_versions') }}
),

entries as (
    select
        entry_id,
        item_id
    from {{ ref('stg_entries') }}
),

copies as (
    select
        article_version_id,
        copied_version_id
    from {{ ref('stg_article_copies') }}
),

plan as (
    select
        least(
            coalesce(min(built_before_at), '-infinity'::timestamptz),
            coalesce(min(built_at), '-infinity'::timestamptz)
        ) as built_since
    from {{ ref('int_builds_planned') }}
),

-- Whatever a coder writes of a version it writes together with the row that says that it has coded it.
arrived as (
    select article_version_id from {{ ref('stg_article_versions') }}
    where {{ is_new('stg_article_versions') }}
    union
    select article_version_id from {{ ref('stg_coded_versions') }}
    where {{ is_new('stg_coded_versions') }}
    union
    select article_version_id from {{ ref('stg_article_copies') }}
    where {{ is_new('stg_article_copies') }}
),

-- Killed since, told anew by its agency, or under an embargo that has ended since, or has not.
items as (
    select entries.item_id
    from {{ ref('stg_rejections') }} as rejections
    inner join entries on rejections.entry_id = entries.entry_id
    where rejections.reason = 'killed' and rejections.{{ is_new('stg_rejections') }}
    union
    select items.item_id
    from {{ ref('stg_wire_items') }} as items
    cross join plan
    where items.{{ is_new('stg_wire_items') }} or items.embargoed_until > plan.built_since
),

of_items as (
    select versions.article_version_id
    from items
    inner join entries on items.item_id = entries.item_id
    inner join versions on entries.entry_id = versions.entry_id
),

begun as (
    select article_version_id from arrived
    union
    select article_version_id from of_items
),

-- What is found of a version is found of its copies, and of theirs.
spread as (
    select article_version_id from begun
    union
    select copies.article_version_id
    from spread
    inner join copies on spread.article_version_id = copies.copied_version_id
),

touched as (
    select distinct versions.article_id
    from spread
    inner join versions on spread.article_version_id = versions.article_version_id
)

select * from touched
