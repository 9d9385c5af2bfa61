"""Attacks as points for a map; the properties are the columns of `fct_attacks` and one quote."""

from warehouse.export.shape import Loss, Shape

_QUERY = """
select
    exported.*,
    attackers.name as attacker_name,
    located.site_name, located.location, located.adm1, located.country,
    told.quote, told.url
from exported
join located using (attack_id)
left join (select attack_id, quote, url from reported where report_no = 1) as told using (attack_id)
left join marts.dim_actors as attackers on exported.attacker_best_id = attackers.actor_id
order by exported.event_date nulls last, exported.attack_id
"""

SHAPE = Shape(
    name="geojson",
    title="Attacks as points of a map",
    label="GeoJSON (RFC 7946), our own codes",
    source="marts.fct_attacks",
    query=_QUERY,
    key=("attack_id",),
    fields={
        "attacker_name": "Name of attacker_best_id: read attacker_status beside it.",
        "site_name": "Name of site_id on the day of the attack.",
        "location": "Site if one is known, else the place.",
        "adm1": "First administrative level.",
        "country": "Country in English.",
        "quote": "Main sentence of the earliest report, at most 300 characters.",
        "url": "Address of that report.",
    },
    losses=(
        Loss(
            about="place",
            what="The attack has no coordinates: its geometry is null, and a map does not show it.",
            count="select count(*) from exported where latitude is null or longitude is null",
        ),
        Loss(
            about="exactness",
            what="A point looks exact: coord_uncertainty_m, where known, says how wide it is.",
            count="select count(*) from exported where latitude is not null and coord_uncertainty_m is null",
        ),
    ),
)
