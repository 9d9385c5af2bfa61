-- Nothing that an agency holds back at the instant of the build stands in a mart.
{{ config(meta={'dagster': {'ref': {'name': 'dim_articles'}}}) }}
with items as (
    select * from {{ ref('stg_wire_items') }}
),

versions as (
    select * from {{ ref('stg_article_versions') }}
),

articles as (
    select * from {{ ref('dim_articles') }}
),

built as (
    select max(fact_value)::timestamptz as built_at
    from {{ ref('stg_meta') }}
    where fact_name = 'now'
),

leaked as (
    select
        articles.article_version_id,
        items.guid,
        items.embargoed_until
    from articles
    inner join versions on articles.article_version_id = versions.article_version_id
    inner join items on versions.entry_id = items.entry_id
    cross join built
    where
        items.pub_status != 'usable'
        or coalesce(items.embargoed_until > coalesce(built.built_at, '-infinity'::timestamptz), false)
)

select * from leaked
