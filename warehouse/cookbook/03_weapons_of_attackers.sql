-- Which weapons does each attacker use?
select
    coalesce(actors.name, attacks.attacker_best_name, '(unattributed)') as attacker,
    coalesce(weapons.name, '(not stated)') as weapon,
    count(*) as attacks,
    sum(launched_best) as launched
from fct_attacks as attacks
left join dim_actors as actors on attacks.attacker_best_id = actors.actor_id
left join dim_weapons as weapons using (weapon_type)
group by attacker, weapon
order by attacker, weapon
