with recursive versions as (
    select article_version_id from {{ ref('stg_article_versions') }}
),

copies as (
    select * from {{ ref('stg_article_copies') }}
),

held as (
    select
        article_version_id,
        arg_max(copied_version_id, copy_no) as copied_version_id
    from copies
    group by article_version_id
),

-- A version that is copied but not stored ends the walk before it.
copied as (
    select held.*
    from held
    inner join versions on held.copied_version_id = versions.article_version_id
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
        copied.copied_version_id as reached_version_id
    from steps
    inner join copied on steps.reached_version_id = copied.article_version_id
),

origins as (
    select
        steps.article_version_id,
        min(steps.reached_version_id) as origin_version_id
    from steps
    left join copied on steps.reached_version_id = copied.article_version_id
    where copied.article_version_id is null
    group by steps.article_version_id
),

traced as (
    select
        versions.article_version_id,
        copied.copied_version_id as near_dup_of,
        coalesce(origins.origin_version_id, versions.article_version_id) as origin_version_id
    from versions
    left join copied on versions.article_version_id = copied.article_version_id
    left join origins on versions.article_version_id = origins.article_version_id
)

select * from traced
