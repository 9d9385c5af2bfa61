with assertions as (
    select * from {{ ref('stg_assertions') }}
),

mentions as (
    select * from {{ ref('int_mentions_counted') }}
),

chains as (
    select * from {{ ref('int_chains_resolved') }}
),

counted as (
    select
        mentions.attack_id,
        mentions.stated_at,
        chains.origin_id,
        chains.origin_name,
        chains.is_own_voice,
        assertions.*
    from assertions
    inner join mentions
        on assertions.mention_id = mentions.mention_id and assertions.run_id = mentions.run_id
    inner join chains
        on assertions.chain_id = chains.chain_id and assertions.run_id = chains.run_id
)

select * from counted
