-- What did we believe on 11 March at noon, and what do we believe now?
-- The clock of this warehouse: what it had read and coded by then. A policy or list that changed since is today's.
select
    coalesce(sites.name, places.name) as place,
    believed.event_date,
    believed.attacker_status as status_then,
    attacks.attacker_status as status_now,
    believed.killed_best as killed_then,
    attacks.killed_best as killed_now,
    believed.origin_count as origins_then,
    attacks.origin_count as origins_now
from attacks_believed_asof(timestamptz '2026-03-11 12:00:00+00') as believed
left join fct_attacks as attacks using (attack_id)
left join dim_sites as sites on believed.site_id = sites.site_id
left join dim_places as places on believed.place_id = places.place_id
order by believed.event_date, believed.attack_id
