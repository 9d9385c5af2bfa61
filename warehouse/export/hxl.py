"""Rows under HXL hashtags (https://hxlstandard.org, version 1.1): a second header row says what each column is."""

from warehouse.export.shape import Loss, Shape

_QUERY = """
with told as (
    select attack_id, min_by(url, report_no) as source_url, min_by(source_name, report_no) as source_name
    from reported group by attack_id
)
select
    exported.attack_id,
    exported.event_date,
    types.name as event_type,
    coalesce(attackers.name, exported.attacker_best_name) as attacker,
    exported.attacker_status,
    targets.name as target,
    located.country_iso3,
    located.country,
    located.adm1,
    located.adm2,
    located.location,
    exported.latitude,
    exported.longitude,
    exported.killed_low, exported.killed_best, exported.killed_high,
    exported.injured_low, exported.injured_best, exported.injured_high,
    exported.launched_best, exported.intercepted_best, exported.impacted_best,
    exported.grade,
    exported.origin_count,
    told.source_name,
    told.source_url
from exported
join located using (attack_id)
left join told using (attack_id)
left join marts.dim_event_types as types using (event_type)
left join marts.dim_actors as attackers on exported.attacker_best_id = attackers.actor_id
left join marts.dim_actors as targets on exported.target_actor_id = targets.actor_id
order by exported.event_date nulls last, exported.attack_id
"""

_COLUMNS = {
    "attack_id": ("#event+id", "Id of the attack."),
    "event_date": ("#date+occurred", "Best day, local to the place."),
    "event_type": ("#event+type", "Kind of attack."),
    "attacker": ("#group+attacker", "Attacker as best known: read the status beside it."),
    "attacker_status": ("#status+attacker", "How sure anyone is of the attacker."),
    "target": ("#group+target", "Target as an actor; empty if none was stated."),
    "country_iso3": ("#country+code+v_iso3", "Country, ISO 3166-1 alpha-3."),
    "country": ("#country+name", "Country in English."),
    "adm1": ("#adm1+name", "First administrative level."),
    "adm2": ("#adm2+name", "Second administrative level."),
    "location": ("#loc+name", "Site if one is known, else the place."),
    "latitude": ("#geo+lat", "Degrees, WGS 84; empty if unknown."),
    "longitude": ("#geo+lon", "Degrees, WGS 84; empty if unknown."),
    "killed_low": ("#affected+killed+min", "Lowest figure of the dead; empty if nobody said."),
    "killed_best": ("#affected+killed", "Best figure of the dead; empty if nobody said."),
    "killed_high": ("#affected+killed+max", "Highest figure of the dead; empty if nobody said."),
    "injured_low": ("#affected+injured+min", "Lowest figure of the injured; empty if nobody said."),
    "injured_best": ("#affected+injured", "Best figure of the injured; empty if nobody said."),
    "injured_high": ("#affected+injured+max", "Highest figure of the injured; empty if nobody said."),
    "launched_best": ("#indicator+launched+num", "Munitions launched; empty if nobody said."),
    "intercepted_best": ("#indicator+intercepted+num", "Munitions intercepted; empty if nobody said."),
    "impacted_best": ("#indicator+impacted+num", "Munitions that came through; empty if nobody said."),
    "grade": ("#status+evidence", "Grade of the evidence."),
    "origin_count": ("#indicator+origins+num", "Independent origins of the reports."),
    "source_name": ("#meta+source+name", "Outlet of the earliest report."),
    "source_url": ("#meta+source+url", "Address of the earliest report."),
}

SHAPE = Shape(
    name="hxl",
    title="Attacks under HXL hashtags",
    label="HXL-tagged, our own codes",
    source="marts.fct_attacks",
    query=_QUERY,
    key=("attack_id",),
    fields={column: said for column, (_, said) in _COLUMNS.items()},
    tags={column: tag for column, (tag, _) in _COLUMNS.items()},
    losses=(
        Loss(
            about="ranges of munitions",
            what="Only the best figures of munitions are kept.",
            count=(
                "select count(*) from exported where launched_high > launched_low "
                "or intercepted_high > intercepted_low or impacted_high > impacted_low"
            ),
        ),
        Loss(
            about="exactness of place and day",
            what="How exactly place and day are known has no column.",
            count=(
                "select count(*) from exported where date_granularity not in ('minute', 'hour', 'part_of_day', 'day') "
                "or latitude is null or coord_uncertainty_m is not null"
            ),
        ),
        Loss(
            about="source chain",
            what="Only the earliest report is named.",
            count="select count(*) from exported where article_count > 1",
        ),
    ),
)
