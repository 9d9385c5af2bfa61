-- Which sentences say how many were launched, intercepted and came through?
-- Of the twenty attacks with most munitions; any other condition on fct_attacks does as well.
with largest as (
    select attack_id, event_date
    from fct_attacks
    where launched_best > 1
    order by launched_best desc, attack_id
    limit 20
)

select
    largest.event_date,
    evidence.field,
    evidence.best,
    evidence.source_chain,
    evidence.quote,
    articles.url
from largest
inner join fct_evidence as evidence using (attack_id)
inner join dim_articles as articles using (article_version_id)
where evidence.field in ('launched', 'intercepted', 'impacted')
order by largest.event_date, largest.attack_id, evidence.field, evidence.published_at, evidence.evidence_id
