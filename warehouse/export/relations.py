"""What every shape reads: the attacks asked for, and beside them what most shapes flatten (places, sources, a quote).

They are views of one connection, in memory; the published file is not written.
"""

from datetime import date

import duckdb

from warehouse.export.shape import QUOTED

_ATTACKS = """
create temp table exported as
select * from marts.fct_attacks
where review_state <> 'rejected'
  and (cast($since as date) is null or event_date >= $since)
  and (cast($until as date) is null or event_date <= $until)
"""

# The tree is climbed from each place: a row a place with the names of what it lies in.
_PLACES = """
create temp table placed as
with recursive climbed as (
    select place_id, place_id as above_id, parent_place_id, place_type, name, 0 as step from marts.dim_places
    union all
    select climbed.place_id, above.place_id, above.parent_place_id, above.place_type, above.name, climbed.step + 1
    from climbed join marts.dim_places as above on climbed.parent_place_id = above.place_id
    where climbed.step < 8
),
named as (
    select
        place_id,
        min_by(name, step) filter (place_type = 'country') as country,
        min_by(name, step) filter (place_type = 'adm1') as adm1,
        min_by(name, step) filter (place_type = 'adm2') as adm2
    from climbed group by place_id
)
select
    places.place_id, places.name, places.place_type, places.country_iso3, places.latitude, places.longitude,
    places.timezone, named.country, named.adm1, named.adm2
from marts.dim_places as places join named using (place_id)
"""

# A report is quoted by its main sentence, the earliest first; a text whose rights forbid it is known by its id alone.
_REPORTS = f"""
create temp table reported as
select
    evidence.attack_id,
    evidence.article_version_id,
    evidence.published_at,
    evidence.source_id,
    sources.name as source_name,
    sources.scale as source_scale,
    if(articles.is_text_withheld, null, articles.url) as url,
    if(articles.is_text_withheld, null, articles.title) as title,
    if(articles.is_text_withheld, null, substring(evidence.quote, 1, {QUOTED})) as quote,
    row_number() over (
        partition by evidence.attack_id
        order by evidence.published_at, evidence.article_version_id, evidence.evidence_id
    ) as report_no
from marts.fct_evidence as evidence
join exported using (attack_id)
join marts.dim_articles as articles using (article_version_id)
join marts.dim_sources as sources on evidence.source_id = sources.source_id
where evidence.evidence_kind = 'mention'
"""

# How exactly the attack is placed, from fine to coarse: what ACLED, UCDP and HXL grade each in numbers of their own.
# A site has the name of the day if that is known; where its coordinates are not, those of its place stand, which are no
# more exact than the place.
_LOCATED = """
create temp table located as
select
    exported.attack_id,
    coalesce(sites.name, latest.name) as site_name,
    coalesce(site_name, placed.name) as location,
    coalesce(placed.country_iso3, sites.host_country_iso3, latest.host_country_iso3) as country_iso3,
    placed.country, placed.adm1, placed.adm2, placed.timezone,
    exported.latitude, exported.longitude,
    case
        when exported.latitude = coalesce(sites.latitude, latest.latitude)
            and coalesce(exported.site_relation, 'at') in ('at', 'inside') then 'site'
        when exported.latitude = coalesce(sites.latitude, latest.latitude) then 'near_site'
        when exported.latitude is null then null
        when placed.place_type = 'settlement' then 'settlement'
        when placed.place_type in ('adm1', 'adm2', 'country', 'region') then placed.place_type
    end as exactness
from exported
left join placed using (place_id)
left join marts.dim_sites_history as sites
    on exported.site_id = sites.site_id and sites.known_to is null
    and exported.event_date between coalesce(sites.valid_from, '-infinity') and coalesce(sites.valid_to, 'infinity')
left join marts.dim_sites as latest on exported.site_id = latest.site_id
"""


def prepare(connection: duckdb.DuckDBPyConnection, since: date | None = None, until: date | None = None) -> None:
    """Make `exported`, `placed`, `located` and `reported` for the attacks of the days from `since` to `until`.

    Both days are included; an attack whose day is unknown is exported only if no day is asked for.
    """
    connection.execute(_ATTACKS, {"since": since, "until": until})
    for statement in (_PLACES, _REPORTS, _LOCATED):
        connection.execute(statement)
