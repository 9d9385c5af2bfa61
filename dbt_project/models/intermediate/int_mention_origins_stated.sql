with mentions as (
    select * from {{ ref('int_mentions_counted') }}
),

assertions as (
    select * from {{ ref('int_assertions_counted') }}
),

stated as (
    select distinct
        mention_id,
        origin_id
    from assertions
    where not is_own_voice
),

-- A publisher's own voice is an origin only where the mention names no other: beside one it retells it.
origins as (
    select
        mentions.attack_id,
        mentions.mention_id,
        coalesce(stated.origin_id, 'source:' || mentions.original_source_id) as origin_id
    from mentions
    left join stated on mentions.mention_id = stated.mention_id
)

select * from origins
