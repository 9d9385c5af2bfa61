-- How many attacks hit or came near the facilities of a party, by week, and how much was intercepted?
-- The party is the United States: sites that it, its forces or bodies within it operated or owned on the day. The rate counts
-- munitions, of those attacks alone that tell both numbers; unknown_share says how many attacks tell too little to be in it.
with party as (
    select actor_id from dim_actors where actor_id = 'act_usa'
    union
    select actor_id from dim_actor_affiliations where within_actor_id = 'act_usa' and known_to is null
),

facilities as (
    select
        site_id,
        coalesce(valid_from, '-infinity') as valid_from,
        coalesce(valid_to, 'infinity') as valid_to
    from dim_sites_history
    where
        known_to is null
        and (operator_actor_id in (select actor_id from party) or owner_actor_id in (select actor_id from party))
),

attacks as (
    select
        *,
        launched_best is not null and intercepted_best is not null as is_told
    from fct_attacks as attacks
    where exists (
        select 1
        from facilities
        where
            (facilities.site_id = attacks.site_id or facilities.site_id = attacks.target_site_id)
            and attacks.event_date between facilities.valid_from and facilities.valid_to
    )
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
