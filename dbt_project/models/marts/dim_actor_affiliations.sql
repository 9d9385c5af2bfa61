{% set first_day, last_day = "date '0001-01-01'", "date '9999-12-31'" %}
{% set columns = {
    'actor_id': 'varchar', 'relation': 'varchar', 'related_actor_id': 'varchar', 'valid_from': 'date', 'valid_to': 'date'
} %}

with recursive reference_rows as (
    select * from {{ ref('int_reference_rows_dated') }}
),

actors as (
    select
        actor_id,
        min(known_from) as known_from
    from {{ ref('int_actors_described') }}
    group by actor_id
),

relations as (
    {{ seed_rows('actor_relations', columns) }}
),

-- Upwards; an unknown bound is taken to be open.
direct as (
    select
        if(relation = 'umbrella_of', related_actor_id, actor_id) as actor_id,
        if(relation = 'umbrella_of', actor_id, related_actor_id) as within_actor_id,
        coalesce(valid_from, {{ first_day }}) as valid_from,
        coalesce(valid_to, {{ last_day }}) as valid_to,
        known_from,
        coalesce(known_to, 'infinity'::timestamptz) as known_to
    from relations
    where
        relation in (
            'part_of', 'member_of', 'affiliated_with', 'facade_of', 'brigade_number_of', 'absorbed_into', 'umbrella_of'
        )
),

-- A way holds where all of its steps do; no body is twelve steps above another, which ends the walk of a loop.
ways as (
    select
        *,
        1 as steps
    from direct
    union
    select
        ways.actor_id,
        direct.within_actor_id,
        greatest(ways.valid_from, direct.valid_from) as valid_from,
        least(ways.valid_to, direct.valid_to) as valid_to,
        greatest(ways.known_from, direct.known_from) as known_from,
        least(ways.known_to, direct.known_to) as known_to,
        ways.steps + 1 as steps
    from ways
    inner join direct on ways.within_actor_id = direct.actor_id
    where
        ways.steps < 12
        and ways.actor_id != direct.within_actor_id
        and greatest(ways.valid_from, direct.valid_from) <= least(ways.valid_to, direct.valid_to)
        and greatest(ways.known_from, direct.known_from) < least(ways.known_to, direct.known_to)
),

-- Per pair, belief is cut wherever that of one of its ways begins or ends.
cuts as (
    select
        actor_id,
        within_actor_id,
        known_from
    from ways
    union
    select
        actor_id,
        within_actor_id,
        known_to as known_from
    from ways
),

beliefs as (
    select
        actor_id,
        within_actor_id,
        known_from,
        lead(known_from) over (partition by actor_id, within_actor_id order by known_from) as known_to
    from cuts
    qualify known_to is not null
),

believed as (
    select
        beliefs.*,
        ways.valid_from,
        ways.valid_to,
        ways.steps
    from beliefs
    inner join ways
        on
            beliefs.actor_id = ways.actor_id
            and beliefs.within_actor_id = ways.within_actor_id
            and beliefs.known_from >= ways.known_from
            and beliefs.known_from < ways.known_to
),

-- Periods that touch are one, so that a join on a day finds a pair once.
marked as (
    select
        *,
        coalesce(
            valid_from > 1 + max(valid_to) over (
                partition by actor_id, within_actor_id, known_from
                order by valid_from, valid_to, steps
                rows between unbounded preceding and 1 preceding
            ),
            true
        ) as is_start
    from believed
),

numbered as (
    select
        *,
        count(*) filter (where is_start) over (
            partition by actor_id, within_actor_id, known_from
            order by valid_from, valid_to, steps
            rows unbounded preceding
        ) as period_no
    from marked
),

periods as (
    select
        actor_id,
        within_actor_id,
        min(steps) as steps,
        nullif(min(valid_from), {{ first_day }}) as valid_from,
        nullif(max(valid_to), {{ last_day }}) as valid_to,
        known_from,
        nullif(any_value(known_to), 'infinity'::timestamptz) as known_to
    from numbered
    group by actor_id, within_actor_id, known_from, period_no
    union all by name
    select
        actor_id,
        actor_id as within_actor_id,
        0 as steps,
        known_from
    from actors
)

select * from periods
