with mentions as (
    select * from {{ ref('stg_mentions') }}
    where is_countable and attack_status = 'actual' and {{ is_in('int_versions_needed', 'article_version_id') }}
),

coding_runs as (
    select * from {{ ref('int_coding_runs_selected') }}
),

versions as (
    select * from {{ ref('int_article_versions_traced') }}
    where is_visible and change_kind != 'retraction'
),

tenures as (
    select * from {{ ref('int_article_versions_timed') }}
),

memberships as (
    select * from {{ ref('int_memberships_dated') }}
),

-- What a mention tells while its run, its assignment and its voice stay the same.
told as (
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
        versions.is_text_withheld,
        greatest(coding_runs.known_from, memberships.known_from, versions.known_from) as known_from,
        least(coding_runs.known_to, memberships.known_to, versions.known_to) as known_to
    from mentions
    inner join coding_runs
        on
            mentions.article_version_id = coding_runs.article_version_id
            and mentions.run_id = coding_runs.run_id
    inner join versions on mentions.article_version_id = versions.article_version_id
    inner join memberships on mentions.mention_id = memberships.mention_id
),

-- What was published by an instant is read with all that is known today: by its runs, assignments and voices.
clocked as (
    select
        tenures.clock,
        tenures.is_alert,
        told.*,
        if(tenures.clock = 'believed', greatest(tenures.starts_at, told.known_from), tenures.starts_at) as starts_at,
        if(tenures.clock = 'believed', least(tenures.ends_at, told.known_to), tenures.ends_at) as ends_at
    from told
    inner join tenures on told.article_version_id = tenures.article_version_id
    where tenures.clock = 'believed' or told.known_to is null
),

timed as (
    select
        * exclude (known_from, known_to),
        dense_rank() over (
            partition by attack_id
            order by mention_id, run_id, origin_id, stated_at, is_alert
        ) as telling_no
    from clocked
    where ends_at is null or starts_at < ends_at
)

select * from timed
