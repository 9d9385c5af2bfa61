-- How many attacks a week do the sources tell that could be heard on every day on which any source could?
-- A rise in the first column may be a rise in sources; a rise in the second is not.
with heard as (
    select source_id, coverage_date from fct_source_coverage where is_silent is not null
),

panel as (
    select source_id
    from heard
    group by source_id
    having count(*) = (select count(distinct coverage_date) from heard)
),

told as (
    select attack_id, source_id from bridge_attack_articles where is_first_of_source
)

select
    date_trunc('week', event_date)::date as week,
    count(distinct attack_id) as attacks_by_all,
    count(distinct attack_id) filter (source_id in (select source_id from panel)) as attacks_by_panel,
    (select count(*) from panel) as sources_of_panel
from fct_attacks
inner join told using (attack_id)
group by week
order by week
