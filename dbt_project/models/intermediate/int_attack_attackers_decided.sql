{% set statuses = [
    'confirmed', 'claimed', 'publisher_own_voice', 'assessed_likely', 'blamed', 'suspected', 'denied'
] %}

with named as (
    select * from {{ ref('int_attackers_named') }}
),

actors as (
    select * from {{ ref('actors') }}
),

contested as (
    select * from {{ ref('int_attacks_contested') }}
),

candidates as (
    select
        belief_id,
        attacker_key,
        any_value(attacker_id) as attacker_id,
        arg_min(attacker_text, (first_stated_at, attacker_text)) as attacker_text,
        count(distinct origin_id) as origin_count,
        max(last_stated_at) as stated_at,
        min({{ code_rank('status', statuses) }}) as best_rank,
        max(last_stated_at) filter (where status = 'claimed') as claimed_at,
        max(last_stated_at) filter (where status = 'denied') as denied_at
    from named
    group by belief_id, attacker_key
),

-- A denial stands against all but the actor's own later claim.
judged as (
    select
        *,
        denied_at >= coalesce(claimed_at, denied_at) as is_denied,
        if(denied_at >= coalesce(claimed_at, denied_at), {{ statuses | length }}, best_rank) as status_rank
    from candidates
),

best as (
    select
        judged.belief_id,
        judged.attacker_id,
        coalesce(actors.name, judged.attacker_text, judged.attacker_id) as attacker_name,
        -- Who is accused and denies it is contested; denied is who is named by nobody but itself.
        case
            when judged.is_denied and judged.best_rank < {{ statuses | length }} then 'contested'
            else
                list_extract(
                    ['{{ statuses | join("', '") }}'],
                    judged.status_rank
                )
        end as status
    from judged
    left join actors on judged.attacker_id = actors.actor_id
    qualify row_number() over (
        partition by judged.belief_id
        order by
            judged.best_rank = {{ statuses | length }},
            judged.status_rank = {{ statuses | length }},
            coalesce(actors.is_class, false),
            judged.status_rank,
            actors.actor_id is null,
            judged.origin_count desc,
            judged.stated_at desc,
            judged.attacker_key
    ) = 1
),

decided as (
    select
        best.belief_id,
        best.attacker_id as attacker_best_id,
        best.attacker_name as attacker_best_name,
        if(contested.belief_id is null, best.status, 'contested') as attacker_status
    from best
    left join contested on best.belief_id = contested.belief_id
)

select * from decided
