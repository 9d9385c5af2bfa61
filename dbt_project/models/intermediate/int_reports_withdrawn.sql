with mentions as (
    select * from {{ ref('stg_mentions') }}
    where is_countable and attack_status = 'actual' and {{ is_in('int_versions_needed', 'article_version_id') }}
),

coding_runs as (
    select * from {{ ref('int_coding_runs_selected') }}
    where known_to is null
),

versions as (
    select * from {{ ref('int_article_versions_traced') }}
    where known_to is null
),

withdrawn as (
    select * from {{ ref('int_articles_withdrawn') }}
    -- That there is a text under embargo is not told either.
    where reason != 'embargoed'
),

memberships as (
    select * from {{ ref('int_memberships_dated') }}
    where known_to is null
),

retracted as (
    select
        article_id,
        'retracted' as reason,
        coalesce(version_published_at, stated_at) as withdrawn_at
    from versions
    where is_current and change_kind = 'retraction'
),

reasons as (
    select * from withdrawn
    union all by name
    select * from retracted
    where article_id not in (select withdrawn.article_id from withdrawn)
),

reports as (
    select distinct
        memberships.attack_id,
        versions.article_id,
        versions.source_id,
        reasons.reason,
        reasons.withdrawn_at
    from mentions
    inner join coding_runs
        on
            mentions.article_version_id = coding_runs.article_version_id
            and mentions.run_id = coding_runs.run_id
    inner join versions on mentions.article_version_id = versions.article_version_id
    inner join reasons on versions.article_id = reasons.article_id
    inner join memberships on mentions.mention_id = memberships.mention_id
)

select * from reports
