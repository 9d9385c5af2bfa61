-- Nothing is lost between the mentions that count and the attacks that are published.
{{ config(meta={'dagster': {'ref': {'name': 'fct_attacks'}}}) }}
with mentions as (
    select * from {{ ref('int_mentions_counted') }}
    where is_current
),

attacks as (
    select * from {{ ref('fct_attacks') }}
),

lost as (
    select
        mentions.mention_id,
        mentions.attack_id
    from mentions
    left join attacks on mentions.attack_id = attacks.attack_id
    where attacks.attack_id is null
)

select * from lost
