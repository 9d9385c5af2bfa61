with mentions as (
    select * from {{ ref('stg_mentions') }}
),

coding_runs as (
    select * from {{ ref('int_coding_runs_selected') }}
),

versions as (
    select * from {{ ref('int_article_versions_traced') }}
),

memberships as (
    select * from {{ ref('int_memberships_dated') }}
    where known_to is null
),

counted as (
    select
        memberships.attack_id,
        mentions.mention_id,
        mentions.run_id,
        versions.article_version_id,
        versions.article_id,
        versions.source_id,
        versions.origin_id,
        versions.published_at,
        versions.version_published_at,
        versions.stated_at,
        versions.is_alert,
        versions.is_text_withheld,
        mentions.event_type,
        mentions.occurred_start,
        mentions.occurred_end,
        mentions.event_date,
        mentions.date_granularity,
        mentions.date_basis,
        mentions.sent_no,
        mentions.char_start,
        mentions.char_end
    from mentions
    inner join coding_runs
        on
            mentions.article_version_id = coding_runs.article_version_id
            and mentions.run_id = coding_runs.run_id
    inner join versions on mentions.article_version_id = versions.article_version_id
    inner join memberships on mentions.mention_id = memberships.mention_id
    where
        versions.is_current and versions.is_visible and versions.change_kind != 'retraction'
        and mentions.is_countable and mentions.attack_status = 'actual'
)

select * from counted
