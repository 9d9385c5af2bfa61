-- Which attacks are told by many outlets and rest on one origin?
select
    event_date,
    event_type,
    coalesce(sites.name, places.name) as place,
    article_count,
    outlet_count,
    origin_count
from fct_attacks as attacks
left join dim_sites as sites using (site_id)
left join dim_places as places on attacks.place_id = places.place_id
where outlet_count > 1 and origin_count < outlet_count
order by outlet_count - origin_count desc, event_date, attack_id
