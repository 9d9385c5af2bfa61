{{ config(materialized='incremental', unique_key='attack_id') }}

with attackers as (
    select * from {{ ref('int_attackers_named') }}
    where attacker_id is not null
),

assertions as (
    select * from {{ ref('int_assertions_counted') }}
    where is_current and field in ('target_actor', 'interceptor') and value is not null
),

claims as (
    select * from {{ ref('int_claims_counted') }}
    where is_current and speaker_actor_id is not null
),

attacks as (
    select * from {{ ref('int_attacks_believed') }}
    where clock = 'believed' and is_latest and review_state != 'rejected'
),

told as (
    select
        attacks.attack_id,
        attackers.attacker_id as actor_id,
        'attacker' as role,
        attackers.status,
        attackers.origin_id,
        attackers.last_stated_at as stated_at
    from attackers
    inner join attacks on attackers.belief_id = attacks.belief_id
    union all
    select
        attack_id,
        value as actor_id,
        if(field = 'interceptor', 'interceptor', 'target') as role,
        null as status,
        origin_id,
        stated_at
    from assertions
    union all
    select
        attack_id,
        speaker_actor_id as actor_id,
        'speaker' as role,
        stance as status,
        origin_id,
        stated_at
    from claims
),

roles as (
    select
        attack_id,
        actor_id,
        role,
        list(distinct status order by status) filter (where status is not null) as statuses,
        count(distinct origin_id)::integer as origin_count,
        min(stated_at) as first_stated_at,
        max(stated_at) as last_stated_at
    from told
    group by attack_id, actor_id, role
),

attack_actors as (
    select
        roles.* replace (coalesce(roles.statuses, []) as statuses),
        coalesce(
            case roles.role
                when 'attacker' then roles.actor_id = attacks.attacker_best_id
                when 'target' then roles.actor_id = attacks.target_actor_id
                when 'interceptor' then roles.actor_id = attacks.interceptor_actor_id
            end,
            false
        ) as is_chosen
    from roles
    inner join attacks on roles.attack_id = attacks.attack_id
)

select * from attack_actors
