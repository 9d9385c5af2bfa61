-- Which sentences say how many were launched, intercepted and came through?
select
    attacks.event_date,
    evidence.field,
    evidence.best,
    evidence.source_chain,
    evidence.quote,
    articles.url
from fct_attacks as attacks
inner join fct_evidence as evidence using (attack_id)
inner join dim_articles as articles using (article_version_id)
where evidence.field in ('launched', 'intercepted', 'impacted') and attacks.launched_best > 1
order by attacks.event_date, attacks.attack_id, evidence.field, evidence.published_at, evidence.evidence_id
