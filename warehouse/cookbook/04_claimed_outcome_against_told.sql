-- Where does the attacker claim another outcome than others tell?
select
    event_date,
    coalesce(sites.name, places.name) as place,
    attacker_best_name as attacker,
    outcome,
    outcome_claimed
from fct_attacks as attacks
left join dim_sites as sites using (site_id)
left join dim_places as places on attacks.place_id = places.place_id
where outcome_claimed is not null and outcome_claimed is distinct from outcome
order by event_date, attack_id
