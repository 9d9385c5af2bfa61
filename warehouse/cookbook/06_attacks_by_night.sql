-- How many attacks happened by night, local to the place?
-- Only attacks that are dated to the hour or to a part of the day can say so; the others are unknown, not by day.
with timed as (
    select
        attacks.*,
        timezone(coalesce(places.timezone, 'UTC'), attacks.occurred_start) as local_start
    from fct_attacks as attacks
    left join dim_places as places using (place_id)
)

select
    case
        when date_granularity = 'night_ambiguous' then 'night'
        when date_granularity not in ('minute', 'hour', 'part_of_day') then 'unknown'
        when hour(local_start) < 6 or hour(local_start) >= 20 then 'night'
        else 'day'
    end as part,
    count(*) as attacks
from timed
group by part
order by part
