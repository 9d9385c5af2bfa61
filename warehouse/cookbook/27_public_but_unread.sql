-- What was public on a day that we had not read by then?
-- The two clocks side by side: published by then, and believed by then.
select
    coalesce(sites.name, places.name) as place,
    published.event_date,
    published.published_from,
    attacks.known_from,
    published.attacker_status,
    published.killed_best
from attacks_published_asof(timestamptz '2026-03-10 12:00:00+00') as published
left join attacks_believed_asof(timestamptz '2026-03-10 12:00:00+00') as believed using (attack_id)
left join fct_attacks as attacks using (attack_id)
left join dim_sites as sites on published.site_id = sites.site_id
left join dim_places as places on published.place_id = places.place_id
where believed.attack_id is null
order by published.event_date, published.attack_id
