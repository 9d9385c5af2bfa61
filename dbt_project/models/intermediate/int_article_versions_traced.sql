with versions as (
    select * from {{ ref('stg_article_versions') }}
),

copies as (
    select * from {{ ref('int_copies_traced') }}
),

withdrawn as (
    select * from {{ ref('int_articles_withdrawn') }}
),

traced as (
    select
        versions.article_version_id,
        versions.article_id,
        versions.source_id,
        versions.change_kind,
        versions.published_at,
        -- What a version adds to the ones before it became public when it was made.
        greatest(versions.published_at, versions.updated_at) as version_published_at,
        copies.original_version_id,
        originals.source_id as original_source_id,
        -- For ordering only: an update speaks when it was made, and nothing is published after it was first seen.
        coalesce(greatest(originals.published_at, originals.updated_at), originals.first_seen_at) as stated_at,
        versions.version_no = max(versions.version_no) over (partition by versions.article_id) as is_current,
        withdrawn.article_id is null as is_visible
    from versions
    inner join copies on versions.article_version_id = copies.article_version_id
    inner join versions as originals on copies.original_version_id = originals.article_version_id
    left join withdrawn on versions.article_id = withdrawn.article_id
)

select * from traced
