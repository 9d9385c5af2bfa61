-- How did our belief about one attack change, and which article changed it?
-- The attack is the one whose number of dead was believed to be most different things.
with most as (
    select attack_id
    from fct_attacks_history
    where attack_id in (select attack_id from fct_attacks)
    group by attack_id
    order by count(distinct killed_best) desc, attack_id
    limit 1
)

select known_from, known_to, value as killed_best, changed_by
from belief_history((select attack_id from most), 'killed_best')
order by known_from
