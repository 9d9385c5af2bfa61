-- What do bulk statements say, and how many attacks do we hold of the same actor before them?
-- A statement is never counted as attacks. Held are attacks of the actor, or of bodies within it, told by the day of the statement.
with within as (
    select distinct actor_id, within_actor_id from dim_actor_affiliations where known_to is null
),

daily as (
    select
        within.within_actor_id as actor_id,
        attacks.event_date,
        count(*) as attacks
    from fct_attacks as attacks
    inner join within on attacks.attacker_best_id = within.actor_id
    where attacks.event_date is not null
    group by all
),

grown as (
    select
        actor_id,
        event_date,
        sum(attacks) over (partition by actor_id order by event_date) as held
    from daily
)

select
    statements.published_at::date as published,
    coalesce(actors.name, '(nobody named)') as actor,
    statements.best as stated,
    if(statements.actor_id is null, null, coalesce(grown.held, 0)) as held,
    statements.quote
from fct_aggregate_statements as statements
asof left join grown
    on statements.actor_id = grown.actor_id and statements.published_at::date >= grown.event_date
left join dim_actors as actors on statements.actor_id = actors.actor_id
order by published, actor, statements.quote
