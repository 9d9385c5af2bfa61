-- Which attacks rest on parties to them and on people without a name alone?
-- An origin is a party if it is the attacker or the target, or within or above one of them; "officials" and "a doctor" have no name.
-- What a publisher says itself beside them retells them, as in origin_count; an attack that nobody else is cited for is not here.
with origins as (
    select
        attack_id,
        origin_id,
        bool_and(origin_kind in ('role_only', 'unnamed')) as is_unnamed
    from bridge_attack_chains
    where not is_own_voice
    group by attack_id, origin_id
),

related as (
    select actor_id, within_actor_id as related_id from dim_actor_affiliations where known_to is null
    union
    select within_actor_id as actor_id, actor_id as related_id from dim_actor_affiliations where known_to is null
),

sides as (
    select attack_id, attacker_best_id as actor_id from fct_attacks
    union
    select attack_id, target_actor_id as actor_id from fct_attacks
),

parties as (
    select distinct sides.attack_id, 'actor:' || related.actor_id as origin_id
    from sides
    inner join related on sides.actor_id = related.related_id
)

select
    attacks.event_date,
    attacks.event_type,
    attacks.grade,
    string_agg(origins.origin_id, ', ' order by origins.origin_id) as origins
from fct_attacks as attacks
inner join origins using (attack_id)
left join parties on origins.attack_id = parties.attack_id and origins.origin_id = parties.origin_id
group by attacks.event_date, attacks.attack_id, attacks.event_type, attacks.grade
having bool_and(parties.origin_id is not null or origins.is_unnamed)
order by attacks.event_date, attacks.attack_id
