-- Which places were hit again within 14 days?
-- A site where one is known, else the settlement; a province or a country is no place in this sense.
with hits as (
    select
        attacks.event_date,
        attacks.attack_id,
        coalesce(sites.name, places.name) as hit,
        lag(attacks.event_date) over (
            partition by coalesce(attacks.site_id, attacks.place_id) order by attacks.event_date, attacks.attack_id
        ) as hit_before
    from fct_attacks as attacks
    left join dim_sites as sites using (site_id)
    left join dim_places as places on attacks.place_id = places.place_id
    where attacks.site_id is not null or places.place_type = 'settlement'
)

select hit as place, hit_before, event_date as hit_again, event_date - hit_before as days_between
from hits
where event_date - hit_before <= 14
order by event_date, place, attack_id
