"""Rows in the columns and codes of ACLED: shapes and codes only, no row, name or sentence of theirs.

Codes after the public ACLED codebook (https://acleddata.com/knowledge-base/codebook/): `time_precision` 1-3,
`geo_precision` 1-3, `inter` as words, "Disrupted weapons use" where nothing came through. Every column of
ACLED's is there, in its order, so that what reads an ACLED file reads this one; ours follow.
"""

from warehouse.export.shape import Loss, Shape

# ACLED's own words for its interaction codes; a force that acts outside its country is an external force.
_INTER = """case {code}
        when 1 then if({country} is distinct from located.country_iso3, 'External/Other forces', 'State forces')
        when 2 then 'Rebel group' when 3 then 'Political militia' when 4 then 'Identity militia'
        when 5 then 'Rioters' when 6 then 'Protesters' when 7 then 'Civilians' when 8 then 'External/Other forces'
    end"""
_CODE = "coalesce({actor}.acled_inter, if({actor}.actor_kind = 'state', 1, null))"

_QUERY = f"""
with sources as (
    select
        attack_id,
        string_agg(distinct source_name, '; ' order by source_name) as source,
        string_agg(distinct source_scale, '-' order by source_scale) as source_scale,
        min_by(quote, report_no) as notes
    from reported group by attack_id
),
coded as (
    select
        exported.*, located.* exclude (attack_id, latitude, longitude), sources.* exclude (attack_id),
        attackers.name as attacker_name, targets.name as target_name,
        {_INTER.format(code=_CODE.format(actor="attackers"), country="attackers.country_iso3")} as attacker_inter,
        {_INTER.format(code=_CODE.format(actor="targets"), country="targets.country_iso3")} as target_inter,
        case
            when exported.outcome = 'intercepted_all' then 'Disrupted weapons use'
            when exported.event_type in ('shooting_or_ambush', 'armed_clash', 'assassination')
                and targets.acled_inter = 7 then 'Attack'
            else coalesce(types.acled_sub_event_type, weapons.acled_sub_event_type)
        end as sub_event,
        types.acled_event_type as mapped_event
    from exported
    join located using (attack_id)
    left join sources using (attack_id)
    left join marts.dim_event_types as types using (event_type)
    left join marts.dim_weapons as weapons using (weapon_type)
    left join marts.dim_actors as attackers on exported.attacker_best_id = attackers.actor_id
    left join marts.dim_actors as targets on exported.target_actor_id = targets.actor_id
),
typed as (
    select
        *,
        case sub_event
            when 'Disrupted weapons use' then 'Strategic developments'
            when 'Attack' then 'Violence against civilians'
            when 'Armed clash' then 'Battles'
            else mapped_event
        end as acled_event
    from coded
)
select
    attack_id as event_id_cnty,
    event_date,
    year(event_date)::integer as year,
    case
        when date_granularity in ('minute', 'hour', 'part_of_day', 'day', 'night_ambiguous') then 1
        when date_granularity in ('day_assumed', 'multi_day', 'week') then 2
        when date_granularity is not null then 3
    end as time_precision,
    if(acled_event = 'Strategic developments', acled_event, 'Political violence') as disorder_type,
    acled_event as event_type,
    sub_event as sub_event_type,
    coalesce(attacker_name, attacker_best_name, 'Unidentified Armed Group' || coalesce(' (' || country || ')', ''))
        as actor1,
    null::varchar as assoc_actor_1,
    attacker_inter as inter1,
    target_name as actor2,
    null::varchar as assoc_actor_2,
    target_inter as inter2,
    coalesce(attacker_inter || '-' || target_inter, attacker_inter || ' only') as interaction,
    if(target_inter = 'Civilians', 'Civilian targeting', null) as civilian_targeting,
    null::integer as iso,
    null::varchar as region,
    country,
    adm1 as admin1,
    adm2 as admin2,
    null::varchar as admin3,
    location,
    latitude,
    longitude,
    case exactness
        when 'site' then 1 when 'settlement' then 1 when 'near_site' then 2 when 'adm2' then 2
        when 'adm1' then 3 when 'region' then 3 when 'country' then 3
    end as geo_precision,
    source,
    source_scale,
    notes,
    coalesce(killed_low, killed_best, 0) as fatalities,
    null::varchar as tags,
    epoch(known_from)::bigint as timestamp,
    country_iso3,
    coalesce(killed_low, killed_best) is null as fatalities_is_unknown,
    attacker_status,
    grade
from typed
order by event_date nulls last, attack_id
"""

SHAPE = Shape(
    name="acled",
    title="Attacks in the columns of ACLED",
    label="ACLED-shaped, not ACLED data",
    source="marts.fct_attacks",
    query=_QUERY,
    key=("event_id_cnty",),
    fields={
        "event_id_cnty": "Id of the attack in sigact; not an id of ACLED's.",
        "event_date": "Best day, local to the place.",
        "year": "Year of event_date.",
        "time_precision": "1 the day is known, 2 within days or a week, 3 within a month or worse.",
        "disorder_type": "Political violence, or Strategic developments where nothing came through.",
        "event_type": "ACLED's event type; empty where the kind of attack has none.",
        "sub_event_type": "ACLED's sub-event type; empty where the kind of attack has none.",
        "actor1": "Attacker as best known, whatever the standard of attribution: read attacker_status beside it.",
        "assoc_actor_1": "Always empty: here an actor that backs another is no party to the attack.",
        "inter1": "ACLED's class of actor1; a state's forces abroad are External/Other forces.",
        "actor2": "Target as an actor; empty if none was stated.",
        "assoc_actor_2": "Always empty, as assoc_actor_1.",
        "inter2": "ACLED's class of actor2.",
        "interaction": "Both classes, or the one that is known; empty if that of actor1 is not.",
        "civilian_targeting": "Civilian targeting if the target is civilians.",
        "iso": "Always empty: the country's code is in country_iso3.",
        "region": "Always empty: ACLED's regions are a list of its own.",
        "country": "Country in English.",
        "admin1": "First administrative level.",
        "admin2": "Second administrative level.",
        "admin3": "Always empty: places are known down to the second level.",
        "location": "Site if one is known, else the place.",
        "latitude": "Degrees, WGS 84; empty if unknown.",
        "longitude": "Degrees, WGS 84; empty if unknown.",
        "geo_precision": "1 the place or site, 2 near it or its district, 3 its province or more; empty if unknown.",
        "source": "Outlets that tell of it.",
        "source_scale": "Their scales in ACLED's words.",
        "notes": "Main sentence of the earliest report, at most 300 characters.",
        "fatalities": "Lowest figure of the dead; 0 also where nobody said: read fatalities_is_unknown beside it.",
        "tags": "Always empty.",
        "timestamp": "When sigact came to know the attack, seconds since 1970.",
        "country_iso3": "Not ACLED's: country, ISO 3166-1 alpha-3.",
        "fatalities_is_unknown": "Not ACLED's: true if no report gave a number of dead.",
        "attacker_status": "Not ACLED's: how sure anyone is of actor1.",
        "grade": "Not ACLED's: grade of the evidence.",
    },
    losses=(
        Loss(
            about="munitions",
            what="How many were launched, intercepted and came through has no column.",
            count=(
                "select count(*) from exported "
                "where coalesce(launched_best, intercepted_best, impacted_best) is not null"
            ),
        ),
        Loss(
            about="interception",
            what="An attack of which nothing came through becomes Disrupted weapons use, a strategic development.",
            count="select count(*) from exported where outcome = 'intercepted_all'",
        ),
        Loss(
            about="unknown dead",
            what="Silence about the dead becomes fatalities 0, flagged in fatalities_is_unknown.",
            count="select count(*) from exported where coalesce(killed_low, killed_best) is null",
        ),
        Loss(
            about="range of the dead",
            what="Only the lowest figure of the dead is kept.",
            count="select count(*) from exported where killed_high > coalesce(killed_low, killed_best)",
        ),
        Loss(
            about="injured",
            what="The injured have no column.",
            count="select count(*) from exported where coalesce(injured_low, injured_best) is not null",
        ),
        Loss(
            about="attribution",
            what="ACLED's actor1 has no standard of attribution: blamed, suspected and contested look like claimed.",
            count="select count(*) from exported where attacker_status not in ('claimed', 'confirmed', 'unattributed')",
        ),
        Loss(
            about="unknown attacker",
            what="No attacker becomes Unidentified Armed Group.",
            count="select count(*) from exported where attacker_best_id is null and attacker_best_name is null",
        ),
        Loss(
            about="kind of attack",
            what="The kind of attack has no event type of ACLED's, and the weapon gives none.",
            count=(
                "select count(*) from exported left join marts.dim_event_types using (event_type) "
                "left join marts.dim_weapons as weapons using (weapon_type) "
                "where outcome is distinct from 'intercepted_all' "
                "and coalesce(dim_event_types.acled_sub_event_type, weapons.acled_sub_event_type) is null"
            ),
        ),
        Loss(
            about="place",
            what="The place has no coordinates, which ACLED always gives.",
            count="select count(*) from exported where latitude is null",
        ),
        Loss(
            about="day",
            what="The day is known worse than to the month, or not at all.",
            count=("select count(*) from exported where event_date is null or date_granularity in ('year', 'unknown')"),
        ),
        Loss(
            about="source chain",
            what="Who said it to whom, and the number of independent origins, have no column.",
            count="select count(*) from exported",
        ),
    ),
)
