with reports as (
    select * from {{ ref('stg_casualty_reports') }}
),

mentions as (
    select * from {{ ref('int_mentions_counted') }}
),

chains as (
    select * from {{ ref('int_chains_resolved') }}
),

counted as (
    select
        mentions.belief_id,
        mentions.attack_id,
        mentions.is_current,
        mentions.stated_at,
        replace(chains.open_origin_id, '{}', mentions.origin_id) as origin_id,
        chains.origin_name,
        chains.is_own_voice,
        chains.relay_key,
        reports.*
    from reports
    inner join mentions
        on reports.mention_id = mentions.mention_id and reports.run_id = mentions.run_id
    inner join chains
        on reports.chain_id = chains.chain_id and reports.run_id = chains.run_id
)

select * from counted
