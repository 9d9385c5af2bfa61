-- Who reports first, and how long do the others take?
select
    sources.name as source,
    count(*) as attacks_told,
    count(*) filter (told.article_no = 1 and attacks.outlet_count > 1) as first_of_several,
    round(median(told.hours_behind) filter (told.article_no > 1), 1) as median_hours_behind
from bridge_attack_articles as told
inner join fct_attacks as attacks using (attack_id)
inner join dim_sources as sources using (source_id)
where told.is_first_of_source
group by sources.name
order by first_of_several desc, source
