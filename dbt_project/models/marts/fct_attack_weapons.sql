{{ config(materialized='incremental', unique_key='attack_id') }}

with assertions as (
    select * from {{ ref('int_assertions_counted') }}
    where is_current and field = 'weapon' and value is not null
),

weapons as (
    select * from {{ ref('weapons') }}
),

attacks as (
    select * from {{ ref('int_attacks_believed') }}
    where clock = 'believed' and is_latest
),

told as (
    select
        attack_id,
        value as weapon_type,
        count(distinct origin_id)::integer as origin_count,
        count(distinct mention_id)::integer as mention_count,
        min(stated_at) as first_stated_at,
        max(stated_at) as last_stated_at
    from assertions
    group by attack_id, value
),

attack_weapons as (
    select
        told.*,
        coalesce(weapons.weapon_class, 'unknown') as weapon_class,
        coalesce(told.weapon_type = attacks.weapon_type, false) as is_chosen
    from told
    inner join attacks on told.attack_id = attacks.attack_id
    left join weapons on told.weapon_type = weapons.weapon_type
)

select * from attack_weapons
