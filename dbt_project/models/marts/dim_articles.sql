{{ config(materialized='incremental', unique_key='article_version_id') }}

with versions as (
    select * from {{ ref('stg_article_versions') }}
),

articles as (
    select * from {{ ref('stg_articles') }}
),

traced as (
    select * from {{ ref('int_article_versions_traced') }}
    where is_visible and known_to is null and is_touched
),

visible as (
    select
        versions.article_version_id,
        versions.article_id,
        versions.source_id,
        versions.version_no,
        versions.change_kind,
        traced.is_current,
        articles.canonical_url as url,
        versions.title,
        case when not traced.is_text_withheld then versions.text end as text,
        traced.is_text_withheld,
        versions.text_kind,
        versions.word_count,
        versions.language,
        versions.published_at,
        versions.published_basis,
        versions.updated_at,
        versions.dateline,
        versions.byline,
        versions.credit,
        versions.section,
        versions.tags,
        versions.is_free,
        traced.near_dup_of,
        traced.origin_version_id,
        traced.origin_id,
        versions.first_seen_at,
        versions.title_language,
        versions.words_added,
        versions.words_removed
    from versions
    inner join traced on versions.article_version_id = traced.article_version_id
    left join articles on versions.article_id = articles.article_id
)

select * from visible
