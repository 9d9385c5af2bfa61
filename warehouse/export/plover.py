"""Rows in the fields and codes of PLOVER: each attack is an ASSAULT, with its mode.

Codes after the PLOVER codebook (https://github.com/openeventdata/PLOVER): mode, and sector of the actors; what is
remembered, planned or denied is no attack here and is left out.
"""

from warehouse.export.shape import Loss, Shape

_QUERY = """
with quoted as (
    select
        attack_id,
        min_by(quote, report_no) as text,
        min_by(url, report_no) as url,
        min_by(source_name, report_no) as publisher
    from reported group by attack_id
)
select
    exported.attack_id as id,
    exported.event_date as date,
    'ASSAULT' as event,
    coalesce(types.plover_mode, weapons.plover_mode) as mode,
    'military' as context,
    coalesce(attackers.name, exported.attacker_best_name) as actor,
    attackers.country_iso3 as actor_country,
    attackers.plover_sector as actor_sector,
    targets.name as recipient,
    targets.country_iso3 as recipient_country,
    targets.plover_sector as recipient_sector,
    located.location,
    located.adm1,
    located.country_iso3 as country,
    exported.latitude,
    exported.longitude,
    places.geonames_id,
    exported.killed_best as killed,
    exported.injured_best as injured,
    quoted.text,
    quoted.publisher,
    quoted.url,
    exported.attacker_status,
    exported.grade
from exported
join located using (attack_id)
left join quoted using (attack_id)
left join marts.dim_event_types as types using (event_type)
left join marts.dim_weapons as weapons using (weapon_type)
left join marts.dim_places as places using (place_id)
left join marts.dim_actors as attackers on exported.attacker_best_id = attackers.actor_id
left join marts.dim_actors as targets on exported.target_actor_id = targets.actor_id
order by exported.event_date nulls last, exported.attack_id
"""

SHAPE = Shape(
    name="plover",
    title="Attacks in the fields of PLOVER",
    label="PLOVER-shaped, not PLOVER or POLECAT data",
    source="marts.fct_attacks",
    query=_QUERY,
    key=("id",),
    fields={
        "id": "Id of the attack in sigact.",
        "date": "Best day, local to the place.",
        "event": "ASSAULT.",
        "mode": "PLOVER's mode; empty where the kind of attack has none.",
        "context": "military.",
        "actor": "Attacker as best known: read attacker_status beside it.",
        "actor_country": "Its country, ISO 3166-1 alpha-3.",
        "actor_sector": "Its sector in PLOVER's codes.",
        "recipient": "Target as an actor; empty if none was stated.",
        "recipient_country": "Its country, ISO 3166-1 alpha-3.",
        "recipient_sector": "Its sector in PLOVER's codes.",
        "location": "Site if one is known, else the place.",
        "adm1": "First administrative level.",
        "country": "Country of the place, ISO 3166-1 alpha-3.",
        "latitude": "Degrees, WGS 84; empty if unknown.",
        "longitude": "Degrees, WGS 84; empty if unknown.",
        "geonames_id": "Id of the place in GeoNames.",
        "killed": "Best figure of the dead; empty if nobody said.",
        "injured": "Best figure of the injured; empty if nobody said.",
        "text": "Main sentence of the earliest report, at most 300 characters.",
        "publisher": "Outlet of that report.",
        "url": "Address of that report.",
        "attacker_status": "Not PLOVER's: how sure anyone is of the actor.",
        "grade": "Not PLOVER's: grade of the evidence.",
    },
    losses=(
        Loss(
            about="munitions",
            what="How many were launched, intercepted and came through has no field.",
            count=(
                "select count(*) from exported "
                "where coalesce(launched_best, intercepted_best, impacted_best) is not null"
            ),
        ),
        Loss(
            about="ranges",
            what="Only the best figure of dead and injured is kept.",
            count="select count(*) from exported where killed_high > killed_low or injured_high > injured_low",
        ),
        Loss(
            about="outcome",
            what="An attack of which nothing came through is an ASSAULT like any other.",
            count="select count(*) from exported where outcome = 'intercepted_all'",
        ),
        Loss(
            about="kind of attack",
            what="The kind of attack has no mode of PLOVER's, and the weapon gives none.",
            count=(
                "select count(*) from exported left join marts.dim_event_types as types using (event_type) "
                "left join marts.dim_weapons as weapons using (weapon_type) "
                "where coalesce(types.plover_mode, weapons.plover_mode) is null"
            ),
        ),
        Loss(
            about="attribution",
            what="The actor has no standard of attribution: blamed, suspected and contested look like claimed.",
            count="select count(*) from exported where attacker_status not in ('claimed', 'confirmed', 'unattributed')",
        ),
    ),
)
