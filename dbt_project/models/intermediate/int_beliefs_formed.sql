with tellings as (
    select * from {{ ref('int_mentions_timed') }}
),

decisions as (
    select * from {{ ref('int_decisions_applied') }}
),

changes as (
    select
        clock,
        attack_id,
        starts_at as known_from
    from tellings
    union
    select
        clock,
        attack_id,
        ends_at as known_from
    from tellings
    where ends_at is not null
    union
    select
        clocks.clock,
        decisions.attack_id,
        decisions.held_from as known_from
    from decisions
    cross join (values ('believed'), ('published')) as clocks (clock)
    union
    select
        clocks.clock,
        decisions.attack_id,
        decisions.held_to as known_from
    from decisions
    cross join (values ('believed'), ('published')) as clocks (clock)
    where decisions.held_to is not null
),

states as (
    select
        *,
        lead(known_from) over (partition by clock, attack_id order by known_from) as known_to
    from changes
),

-- An instant from which nothing is told of an attack makes no belief: it is a gap.
told as (
    select
        states.clock,
        states.attack_id,
        states.known_from,
        states.known_to,
        list(distinct tellings.telling_no order by tellings.telling_no) as telling_nos
    from states
    inner join tellings
        on
            states.clock = tellings.clock and states.attack_id = tellings.attack_id
            and states.known_from >= tellings.starts_at
            and (tellings.ends_at is null or states.known_from < tellings.ends_at)
    group by states.clock, states.attack_id, states.known_from, states.known_to
),

decided as (
    select
        told.clock,
        told.attack_id,
        told.known_from,
        list(decisions.decision_id order by decisions.decision_id) as decision_ids,
        bool_or(decisions.action = 'reject') as is_rejected
    from told
    inner join decisions
        on
            told.attack_id = decisions.attack_id
            and told.known_from >= decisions.held_from
            and (decisions.held_to is null or told.known_from < decisions.held_to)
    group by told.clock, told.attack_id, told.known_from
),

-- Equal contents are one belief, by whichever clock and however often it was held: its values are derived once.
formed as (
    select
        told.*,
        coalesce(decided.decision_ids, []) as decision_ids,
        coalesce(decided.is_rejected, false) as is_rejected,
        told.attack_id || '/' || dense_rank() over (
            partition by told.attack_id
            order by told.telling_nos, coalesce(decided.decision_ids, [])
        ) as belief_id
    from told
    left join decided
        on
            told.clock = decided.clock and told.attack_id = decided.attack_id
            and told.known_from = decided.known_from
)

select * from formed
