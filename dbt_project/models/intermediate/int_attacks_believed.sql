with beliefs as (
    select * from {{ ref('int_beliefs_formed') }}
),

edited as (
    select
        belief_id,
        * exclude (belief_id),
        hash(*columns(* exclude (belief_id))) as value_hash
    from {{ ref('int_attack_values_edited') }}
),

held as (
    select
        beliefs.clock,
        beliefs.attack_id,
        beliefs.known_from as state_from,
        beliefs.known_to as state_to,
        min(beliefs.known_from) over (partition by beliefs.clock, beliefs.attack_id) as first_known_at,
        edited.*
    from beliefs
    inner join edited on beliefs.belief_id = edited.belief_id
),

compared as (
    select
        *,
        coalesce(
            value_hash = lag(value_hash) over (partition by clock, attack_id order by state_from)
            and state_from = lag(state_to) over (partition by clock, attack_id order by state_from),
            false
        ) as is_continued
    from held
),

numbered as (
    select
        *,
        count_if(not is_continued) over (
            partition by clock, attack_id order by state_from rows unbounded preceding
        ) as interval_no
    from compared
),

-- Neighbours that say the same are one interval.
believed as (
    select
        * exclude (value_hash, is_continued, interval_no, state_from, state_to),
        state_from as known_from,
        last_value(state_to) over (
            partition by clock, attack_id, interval_no
            order by state_from rows between unbounded preceding and unbounded following
        ) as known_to,
        known_to is null as is_latest
    from numbered
    qualify row_number() over (partition by clock, attack_id, interval_no order by state_from) = 1
)

select * from believed
