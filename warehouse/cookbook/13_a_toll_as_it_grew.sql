-- How did the toll of an attack grow, report by report?
-- The attack is the one with most reported figures of the dead.
with most as (
    select attack_id
    from fct_casualty_reports
    where harm = 'killed' and best is not null
    group by attack_id
    order by count(*) desc, attack_id
    limit 1
)

select
    reports.published_at,
    sources.name as source,
    reports.side,
    reports.combatant_status,
    reports.best as killed,
    reports.source_chain
from fct_casualty_reports as reports
inner join most using (attack_id)
inner join dim_sources as sources using (source_id)
where reports.harm = 'killed'
order by reports.published_at, source, reports.report_id
