"""Rows in the columns and codes of UCDP's Georeferenced Event Dataset: shapes and codes only.

Codes after the GED codebook (https://ucdp.uu.se/downloads/): `where_prec` 1-7, `date_prec` 1-5, `event_clarity` 1-2,
`type_of_violence` 1-3, PRIO-GRID cells of half a degree. UCDP counts events with a death; so does this shape.
Every column of GED's is there, in its order, so that what reads a GED file reads this one; ours follow.
"""

from warehouse.export.shape import Loss, Shape

_IS_DEADLY = "coalesce(killed_best, killed_low, killed_high) > 0"

_QUERY = f"""
with deadly as (
    select * from exported where {_IS_DEADLY}
),
reports as (
    select
        attack_id,
        count(distinct source_id)::integer as number_of_sources,
        string_agg(distinct url, '; ' order by url) as source_article,
        string_agg(distinct source_name, '; ' order by source_name) as source_office,
        min(published_at)::date as source_date,
        min_by(title, report_no) as source_headline,
        min_by(quote, report_no) as source_original
    from reported group by attack_id
),
dead as (
    select
        attack_id,
        max(best) filter (side = 'attacker') as deaths_a,
        max(best) filter (side = 'target' and combatant_status <> 'civilian') as deaths_b,
        max(best) filter (combatant_status = 'civilian') as deaths_civilians
    from marts.fct_casualty_reports where harm = 'killed' group by attack_id
)
select
    deadly.attack_id as id,
    null::varchar as relid,
    year(deadly.event_date)::integer as year,
    null::integer as active_year,
    null::varchar as code_status,
    case
        when targets.acled_inter = 7 then 3
        when attackers.actor_kind in ('state', 'state_forces') or targets.actor_kind in ('state', 'state_forces') then 1
        when attackers.actor_id is not null and targets.actor_id is not null then 2
    end as type_of_violence,
    null::integer as conflict_dset_id,
    null::integer as conflict_new_id,
    null::varchar as conflict_name,
    null::integer as dyad_dset_id,
    null::integer as dyad_new_id,
    null::varchar as dyad_name,
    null::integer as side_a_dset_id,
    null::integer as side_a_new_id,
    coalesce(attackers.name, deadly.attacker_best_name) as side_a,
    null::integer as side_b_dset_id,
    null::integer as side_b_new_id,
    targets.name as side_b,
    reports.number_of_sources,
    reports.source_article,
    reports.source_office,
    reports.source_date,
    reports.source_headline,
    reports.source_original,
    case located.exactness
        when 'site' then 1 when 'settlement' then 1 when 'near_site' then 2 when 'adm2' then 3 when 'adm1' then 4
        when 'region' then 5 when 'country' then 6
    end as where_prec,
    located.location as where_coordinates,
    null::varchar as where_description,
    located.adm1 as adm_1,
    located.adm2 as adm_2,
    deadly.latitude,
    deadly.longitude,
    'POINT (' || deadly.longitude || ' ' || deadly.latitude || ')' as geom_wkt,
    (floor((deadly.latitude + 90) * 2) * 720 + floor((deadly.longitude + 180) * 2) + 1)::integer as priogrid_gid,
    located.country,
    null::integer as country_id,
    null::varchar as region,
    if(deadly.date_granularity in ('minute', 'hour', 'part_of_day', 'day', 'night_ambiguous'), 1, 2) as event_clarity,
    case
        when deadly.date_granularity in ('minute', 'hour', 'part_of_day', 'day', 'night_ambiguous') then 1
        when deadly.date_granularity in ('day_assumed', 'multi_day') then 2
        when deadly.date_granularity = 'week' then 3
        when deadly.date_granularity = 'month' then 4
        when deadly.date_granularity is not null then 5
    end as date_prec,
    timezone(coalesce(located.timezone, 'UTC'), deadly.occurred_start)::date as date_start,
    timezone(coalesce(located.timezone, 'UTC'), deadly.occurred_end)::date as date_end,
    dead.deaths_a,
    dead.deaths_b,
    dead.deaths_civilians,
    null::integer as deaths_unknown,
    deadly.killed_best as best,
    deadly.killed_high as high,
    deadly.killed_low as low,
    null::integer as gwnoa,
    null::integer as gwnob,
    located.country_iso3,
    deadly.attacker_status,
    deadly.grade
from deadly
join located using (attack_id)
left join reports using (attack_id)
left join dead using (attack_id)
left join marts.dim_actors as attackers on deadly.attacker_best_id = attackers.actor_id
left join marts.dim_actors as targets on deadly.target_actor_id = targets.actor_id
order by deadly.event_date nulls last, deadly.attack_id
"""

SHAPE = Shape(
    name="ucdp",
    title="Attacks with a death in the columns of UCDP GED",
    label="UCDP-GED-shaped, not UCDP data",
    source="marts.fct_attacks",
    query=_QUERY,
    key=("id",),
    fields={
        "id": "Id of the attack in sigact; not an id of UCDP's.",
        "relid": "Always empty: UCDP's own number.",
        "year": "Year of the best day.",
        "active_year": "Always empty: whether UCDP counts the year as one of conflict.",
        "code_status": "Always empty.",
        "type_of_violence": "1 a state is a party, 2 none is, 3 the target is civilians; empty if unknown.",
        "conflict_dset_id": "Always empty: UCDP's conflicts and dyads are a list of its own.",
        "conflict_new_id": "Always empty: UCDP's conflicts and dyads are a list of its own.",
        "conflict_name": "Always empty: UCDP's conflicts and dyads are a list of its own.",
        "dyad_dset_id": "Always empty: UCDP's conflicts and dyads are a list of its own.",
        "dyad_new_id": "Always empty: UCDP's conflicts and dyads are a list of its own.",
        "dyad_name": "Always empty: UCDP's conflicts and dyads are a list of its own.",
        "side_a_dset_id": "Always empty: UCDP's own number.",
        "side_a_new_id": "Always empty: UCDP's own number.",
        "side_a": "Attacker as best known: read attacker_status beside it.",
        "side_b_dset_id": "Always empty: UCDP's own number.",
        "side_b_new_id": "Always empty: UCDP's own number.",
        "side_b": "Target as an actor; empty if none was stated.",
        "number_of_sources": "Outlets that tell of it; UCDP counts sources, not independent origins.",
        "source_article": "Addresses of the articles.",
        "source_office": "Outlets.",
        "source_date": "Day of the earliest report, UTC.",
        "source_headline": "Headline of the earliest report.",
        "source_original": "Main sentence of the earliest report, at most 300 characters.",
        "where_prec": "1 the place or site, 2 near it, 3 district, 4 province, 5 region, 6 country; empty if unknown.",
        "where_coordinates": "Name of what the coordinates stand for.",
        "where_description": "Always empty.",
        "adm_1": "First administrative level.",
        "adm_2": "Second administrative level.",
        "latitude": "Degrees, WGS 84.",
        "longitude": "Degrees, WGS 84.",
        "geom_wkt": "The point as well-known text.",
        "priogrid_gid": "Cell of PRIO-GRID, half a degree wide.",
        "country": "Country in English.",
        "country_id": "Always empty: the country's code is in country_iso3.",
        "region": "Always empty.",
        "event_clarity": "1 the event is told with its own day, 2 it is not.",
        "date_prec": "1 the day, 2 two to six days, 3 the week, 4 the month, 5 worse.",
        "date_start": "First day of the interval in which it happened, local to the place.",
        "date_end": "Last day of the interval in which it happened, local to the place.",
        "deaths_a": "Highest figure reported for the attacker's own dead; empty if nobody said.",
        "deaths_b": "Highest figure reported for the target's dead who were no civilians; empty if nobody said.",
        "deaths_civilians": "Highest figure reported for civilians; empty if nobody said.",
        "deaths_unknown": "Always empty: the dead of no known side are in best, high and low alone.",
        "best": "Best figure of the dead.",
        "high": "Highest figure of the dead.",
        "low": "Lowest figure of the dead.",
        "gwnoa": "Always empty: Gleditsch and Ward's number of a state.",
        "gwnob": "Always empty, as gwnoa.",
        "country_iso3": "Not UCDP's: country, ISO 3166-1 alpha-3.",
        "attacker_status": "Not UCDP's: how sure anyone is of side_a.",
        "grade": "Not UCDP's: grade of the evidence.",
    },
    losses=(
        Loss(
            about="attacks without a death",
            what="UCDP counts events with a death only: these attacks are left out.",
            count=f"select count(*) from exported where not coalesce({_IS_DEADLY}, false)",
        ),
        Loss(
            about="attacks of which nobody told the dead",
            what="They are among those left out, though somebody may have died.",
            count="select count(*) from exported where coalesce(killed_best, killed_low, killed_high) is null",
        ),
        Loss(
            about="munitions",
            what="How many were launched, intercepted and came through has no column.",
            count=(
                f"select count(*) from exported where {_IS_DEADLY} "
                "and coalesce(launched_best, intercepted_best, impacted_best) is not null"
            ),
        ),
        Loss(
            about="injured",
            what="The injured have no column.",
            count=(
                f"select count(*) from exported where {_IS_DEADLY} and coalesce(injured_low, injured_best) is not null"
            ),
        ),
        Loss(
            about="conflict and dyad",
            what="UCDP's conflicts and dyads are a list of its own: their columns are empty.",
            count=f"select count(*) from exported where {_IS_DEADLY}",
        ),
        Loss(
            about="attribution",
            what="side_a has no standard of attribution: blamed, suspected and contested look like claimed.",
            count=(
                f"select count(*) from exported where {_IS_DEADLY} "
                "and attacker_status not in ('claimed', 'confirmed', 'unattributed')"
            ),
        ),
    ),
)
