with mentions as (
    select * from {{ ref('int_mentions_counted') }}
),

origins as (
    select * from {{ ref('int_mention_origins_stated') }}
),

mention_counts as (
    select
        belief_id,
        count(distinct article_id) as article_count,
        count(distinct source_id) as outlet_count,
        min(published_at) as first_published_at,
        max(version_published_at) as last_published_at
    from mentions
    group by belief_id
),

origin_counts as (
    select
        belief_id,
        count(distinct origin_id) as origin_count
    from origins
    group by belief_id
),

counted as (
    select
        mention_counts.*,
        origin_counts.origin_count
    from mention_counts
    inner join origin_counts on mention_counts.belief_id = origin_counts.belief_id
)

select * from counted
