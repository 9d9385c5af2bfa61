-- Which attacks rest on parties to them and on people without a name alone?
-- An origin is a party if it is the attacker or the target, or within or above one of them; "officials" and "a doctor" have no name.
-- What a publisher says itself beside them retells them, as in origin_count; an attack that nobody else is cited for is not here.
with related as (
    select actor_id, within_actor_id as related_id from dim_actor_affiliations where known_to is null
    union
    select within_actor_id as actor_id, actor_id as related_id from dim_actor_affiliations where known_to is null
),

named as (
    select distinct attack_id, if(starts_with(origin_id, 'actor:'), substr(origin_id, 7), null) as actor_id
    from bridge_attack_chains
    where origin_kind in ('named', 'relay', 'document')
),

others as (
    select named.attack_id
    from named
    inner join fct_attacks as attacks using (attack_id)
    anti join related as of_attacker
        on named.actor_id = of_attacker.actor_id and attacks.attacker_best_id = of_attacker.related_id
    anti join related as of_target
        on named.actor_id = of_target.actor_id and attacks.target_actor_id = of_target.related_id
),

resting as (
    select
        chains.attack_id,
        string_agg(distinct chains.origin_id, ', ' order by chains.origin_id) as origins
    from bridge_attack_chains as chains
    anti join others on chains.attack_id = others.attack_id
    where not chains.is_own_voice
    group by chains.attack_id
)

select
    attacks.event_date,
    attacks.event_type,
    attacks.grade,
    resting.origins
from fct_attacks as attacks
inner join resting using (attack_id)
order by attacks.event_date, attacks.attack_id
