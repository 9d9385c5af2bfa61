with mentions as (
    select * from {{ ref('int_mentions_counted') }}
),

origins as (
    select * from {{ ref('int_mention_origins_stated') }}
),

memberships as (
    select * from {{ ref('int_memberships_dated') }}
),

mention_counts as (
    select
        attack_id,
        count(distinct article_id) as article_count,
        count(distinct source_id) as outlet_count,
        min(published_at) as first_published_at,
        max(version_published_at) as last_published_at
    from mentions
    group by attack_id
),

origin_counts as (
    select
        attack_id,
        count(distinct origin_id) as origin_count
    from origins
    group by attack_id
),

beliefs as (
    select
        attack_id,
        min(known_from) as known_from
    from memberships
    group by attack_id
),

counted as (
    select
        mention_counts.*,
        origin_counts.origin_count,
        beliefs.known_from
    from mention_counts
    inner join origin_counts on mention_counts.attack_id = origin_counts.attack_id
    inner join beliefs on mention_counts.attack_id = beliefs.attack_id
)

select * from counted
