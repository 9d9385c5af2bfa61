-- How many dead and injured could the public know of by 11 March, week by week?
-- NULL where no report of the week gave a number: not zero.
select
    date_trunc('week', event_date)::date as week,
    harm,
    sum(low) as low,
    sum(best) as best,
    sum(high) as high,
    count(*) filter (best is null) as attacks_without_number
from casualties_published_asof(timestamptz '2026-03-11 12:00:00+00')
group by week, harm
order by week, harm
