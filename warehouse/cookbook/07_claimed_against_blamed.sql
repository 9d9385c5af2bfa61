-- Whom do claims name as attacker, whom blame, and how often both?
-- A speech act of a speaker about an actor counts once an attack, whoever relays it.
with acts as (
    select distinct
        attack_id,
        coalesce(about_actor_id, speaker_actor_id) as actor_id,
        case when stance = 'claims_responsibility' then 'claimed' else 'blamed' end as act
    from fct_claims
    where lifecycle = 'active' and stance in ('claims_responsibility', 'blames', 'suspects', 'assesses_likely')
),

by_attack as (
    select attack_id, actor_id, bool_or(act = 'claimed') as is_claimed, bool_or(act = 'blamed') as is_blamed
    from acts
    where actor_id is not null
    group by attack_id, actor_id
)

select
    name as actor,
    count(*) filter (is_claimed and not is_blamed) as claimed_only,
    count(*) filter (is_blamed and not is_claimed) as blamed_only,
    count(*) filter (is_claimed and is_blamed) as both
from by_attack
inner join dim_actors using (actor_id)
group by name
order by count(*) desc, name
