{{ config(materialized='incremental', unique_key='attack_id') }}

with attacks as (
    select * from {{ ref('int_attacks_believed') }}
    where clock = 'believed' and known_to is null and review_state != 'rejected'
),

mentions as (
    select * from {{ ref('int_mentions_counted') }}
    where is_current
),

versions as (
    select * from {{ ref('int_versions_needed') }}
),

-- Nothing is public later than it was first seen.
public_articles as (
    select
        article_id,
        min(least(published_at, first_seen_at)) as published_at
    from versions
    group by article_id
),

told as (
    select
        attack_id,
        article_id,
        source_id,
        max(article_version_id) as article_version_id
    from mentions
    group by attack_id, article_id, source_id
),

placed as (
    select
        told.*,
        public_articles.published_at,
        row_number() over (
            partition by told.attack_id order by public_articles.published_at, told.source_id, told.article_id
        )::integer as article_no,
        row_number() over (
            partition by told.attack_id, told.source_id order by public_articles.published_at, told.article_id
        ) = 1 as is_first_of_source,
        min(public_articles.published_at) over (partition by told.attack_id) as first_published_at
    from told
    inner join public_articles on told.article_id = public_articles.article_id
),

-- An attack that is known to the day may have been reported before its day was over.
attack_articles as (
    select
        placed.attack_id,
        placed.article_id,
        placed.source_id,
        placed.article_version_id,
        placed.published_at,
        placed.article_no,
        placed.is_first_of_source,
        (epoch(placed.published_at) - epoch(placed.first_published_at)) / 3600 as hours_behind,
        case
            when attacks.occurred_start is not null
                then greatest(0, epoch(placed.published_at) - epoch(attacks.occurred_end)) / 3600
        end as report_delay_hours_low,
        case
            when attacks.occurred_start is not null
                then greatest(0, epoch(placed.published_at) - epoch(attacks.occurred_start)) / 3600
        end as report_delay_hours_high
    from placed
    inner join attacks on placed.attack_id = attacks.attack_id
)

select * from attack_articles
