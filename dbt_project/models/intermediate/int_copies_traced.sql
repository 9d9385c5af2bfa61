with recursive versions as (
    select article_version_id from {{ ref('int_versions_needed') }}
),

stored as (
    select article_version_id from {{ ref('stg_article_versions') }}
),

copies as (
    select * from {{ ref('stg_article_copies') }}
),

held as (
    select
        article_version_id,
        copied_version_id,
        coalesce(known_from, '-infinity'::timestamptz) as known_from,
        coalesce(
            lead(known_from) over (partition by article_version_id order by copy_no), 'infinity'::timestamptz
        ) as known_to
    from copies
),

-- A version that is copied but not stored ends the walk before it.
copied as (
    select held.*
    from held
    inner join stored on held.copied_version_id = stored.article_version_id
),

-- `union` without `all` ends the walk should copies ever point at each other.
steps as (
    select
        article_version_id,
        article_version_id as reached_version_id,
        null::varchar as near_dup_of,
        '-infinity'::timestamptz as known_from,
        'infinity'::timestamptz as known_to
    from versions
    union
    select
        steps.article_version_id,
        copied.copied_version_id as reached_version_id,
        coalesce(steps.near_dup_of, copied.copied_version_id) as near_dup_of,
        greatest(steps.known_from, copied.known_from) as known_from,
        least(steps.known_to, copied.known_to) as known_to
    from steps
    inner join copied
        on
            steps.reached_version_id = copied.article_version_id
            and steps.known_from < copied.known_to and steps.known_to > copied.known_from
),

-- Once a version is known to copy something, it is never again held to copy nothing.
first_copied as (
    select
        article_version_id,
        min(known_from) as known_from
    from copied
    group by article_version_id
),

origins as (
    select
        steps.* exclude (known_to),
        least(steps.known_to, first_copied.known_from) as known_to
    from steps
    left join first_copied on steps.reached_version_id = first_copied.article_version_id
    where steps.known_from < coalesce(first_copied.known_from, 'infinity'::timestamptz)
),

traced as (
    select
        versions.article_version_id,
        origins.near_dup_of,
        coalesce(origins.reached_version_id, versions.article_version_id) as origin_version_id,
        coalesce(origins.known_from, '-infinity'::timestamptz) as known_from,
        nullif(origins.known_to, 'infinity'::timestamptz) as known_to
    from versions
    left join origins on versions.article_version_id = origins.article_version_id
)

select * from traced
