with recursive versions as (
    select
        article_version_id,
        near_dup_of
    from {{ ref('stg_article_versions') }}
),

-- `union` without `all` ends the walk should copies ever point at each other.
steps as (
    select
        article_version_id,
        article_version_id as reached_version_id
    from versions
    union
    select
        steps.article_version_id,
        versions.near_dup_of as reached_version_id
    from steps
    inner join versions on steps.reached_version_id = versions.article_version_id
    inner join versions as copied on versions.near_dup_of = copied.article_version_id
),

originals as (
    select
        steps.article_version_id,
        min(steps.reached_version_id) as original_version_id
    from steps
    inner join versions on steps.reached_version_id = versions.article_version_id
    left join versions as copied on versions.near_dup_of = copied.article_version_id
    where copied.article_version_id is null
    group by steps.article_version_id
),

traced as (
    select
        versions.article_version_id,
        coalesce(originals.original_version_id, versions.article_version_id) as original_version_id
    from versions
    left join originals on versions.article_version_id = originals.article_version_id
)

select * from traced
