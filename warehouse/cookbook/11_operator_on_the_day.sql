-- Who operated the site on the day it was attacked, and where did it stand?
select
    attacks.event_date,
    sites.name as site,
    operators.name as operator,
    sites.host_country_iso3 as host,
    sites.latitude,
    sites.longitude
from fct_attacks as attacks
inner join dim_sites_history as sites
    on
        attacks.site_id = sites.site_id
        and attacks.event_date between coalesce(sites.valid_from, '-infinity') and coalesce(sites.valid_to, 'infinity')
        and sites.known_to is null
left join dim_actors as operators on sites.operator_actor_id = operators.actor_id
order by attacks.event_date, site
