-- How many people did each attacker kill, by how strict one is about attribution?
-- Each standard contains the one before it. NULL: no attack of that standard tells a number.
select
    coalesce(actors.name, attacks.attacker_best_name) as attacker,
    sum(killed_best) filter (attacker_status in ('claimed', 'confirmed')) as claimed,
    sum(killed_best) filter (attacker_status in ('claimed', 'confirmed', 'publisher_own_voice', 'blamed')) as and_blamed,
    sum(killed_low) as and_any_low,
    sum(killed_best) as and_any,
    sum(killed_high) as and_any_high,
    count(*) filter (killed_best is null) as attacks_of_unknown_toll
from fct_attacks as attacks
left join dim_actors as actors on attacks.attacker_best_id = actors.actor_id
where attacks.attacker_best_name is not null
group by attacker
order by and_any_high desc nulls last, attacker
