-- Which attacks were made by members of the Popular Mobilisation Forces, or aimed at them, as affiliated on that day?
with attacks as (
    select attack_id, event_date, attacker_status, 'attacker' as role, attacker_best_id as actor_id from fct_attacks
    union all
    select attack_id, event_date, attacker_status, 'target' as role, target_actor_id as actor_id from fct_attacks
)

select
    attacks.event_date,
    attacks.role,
    actors.name as member,
    attacks.attacker_status,
    within.valid_from as member_from,
    within.valid_to as member_to
from attacks
inner join dim_actor_affiliations as within
    on
        attacks.actor_id = within.actor_id
        and within.within_actor_id = 'act_pmf'
        and attacks.event_date between coalesce(within.valid_from, '-infinity') and coalesce(within.valid_to, 'infinity')
        and within.known_to is null
inner join dim_actors as actors on attacks.actor_id = actors.actor_id
order by attacks.event_date, attacks.role, member, attacks.attack_id
