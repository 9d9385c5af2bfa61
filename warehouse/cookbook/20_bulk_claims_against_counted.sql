-- What do bulk statements say, and how many attacks do we hold of the same actor before them?
-- A statement is never counted as attacks. Held are attacks of the actor, or of bodies within it, told by the day of the statement.
select
    statements.published_at::date as published,
    coalesce(actors.name, '(nobody named)') as actor,
    statements.best as stated,
    count(distinct attacks.attack_id) as held,
    statements.quote
from fct_aggregate_statements as statements
left join dim_actors as actors using (actor_id)
left join dim_actor_affiliations as within
    on statements.actor_id = within.within_actor_id and within.known_to is null
left join fct_attacks as attacks
    on
        attacks.attacker_best_id in (statements.actor_id, within.actor_id)
        and attacks.event_date <= statements.published_at::date
group by all
order by published, actor, statements.quote
