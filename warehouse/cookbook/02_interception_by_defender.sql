-- Who intercepts, and what?
select
    coalesce(actors.name, '(not stated)') as defender,
    weapons.weapon_class,
    count(*) as attacks,
    sum(launched_best) as launched,
    sum(intercepted_best) as intercepted,
    sum(impacted_best) as came_through
from fct_attacks as attacks
left join dim_actors as actors on attacks.interceptor_actor_id = actors.actor_id
left join dim_weapons as weapons using (weapon_type)
where weapons.is_interceptable and (intercepted_best > 0 or interceptor_actor_id is not null)
group by defender, weapons.weapon_class
order by defender, weapons.weapon_class
