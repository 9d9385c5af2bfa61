-- How many attacks hit or came near the facilities of a party, by week, and how much was intercepted?
-- The party is the United States: sites that it, its forces or bodies within it operate or own. The rate counts munitions, of
-- those attacks alone that tell both numbers; unknown_share says how many attacks tell too little to be in it.
with party as (
    select actor_id from dim_actors where actor_id = 'act_usa'
    union
    select actor_id from dim_actor_affiliations where within_actor_id = 'act_usa' and known_to is null
),

sites as (
    select site_id from dim_sites
    where operator_actor_id in (select actor_id from party) or owner_actor_id in (select actor_id from party)
),

attacks as (
    select *, launched_best is not null and intercepted_best is not null as is_told
    from fct_attacks
    where site_id in (select site_id from sites) or target_site_id in (select site_id from sites)
)

select
    date_trunc('week', event_date)::date as week,
    count(*) as attacks,
    sum(launched_best) filter (is_told) as launched,
    sum(intercepted_best) filter (is_told) as intercepted,
    round(sum(intercepted_best) filter (is_told) / nullif(sum(launched_best) filter (is_told), 0), 2) as intercept_rate,
    round(avg((not is_told)::integer), 2) as unknown_share
from attacks
group by week
order by week
