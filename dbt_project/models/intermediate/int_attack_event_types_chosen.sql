with mentions as (
    select * from {{ ref('int_mentions_counted') }}
),

origins as (
    select * from {{ ref('int_mention_origins_stated') }}
),

told as (
    select
        mentions.belief_id,
        mentions.event_type,
        count(distinct origins.origin_id) as origin_count,
        max(mentions.stated_at) as stated_at
    from mentions
    inner join origins on mentions.belief_id = origins.belief_id and mentions.mention_id = origins.mention_id
    group by mentions.belief_id, mentions.event_type
),

chosen as (
    select
        belief_id,
        event_type
    from told
    qualify row_number() over (
        partition by belief_id
        order by event_type = 'other', origin_count desc, stated_at desc, event_type
    ) = 1
)

select * from chosen
