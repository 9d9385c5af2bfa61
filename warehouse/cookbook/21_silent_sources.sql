-- Which sources were silent, or could not be heard, on which days of the window?
-- A count of attacks on such days is a floor: nothing may have happened, or nobody told us.
select
    name as source,
    count(*) filter (is_silent) as days_silent,
    count(*) filter (is_silent is null) as days_not_heard,
    count(*) as days,
    list(coverage_date order by coverage_date) filter (is_silent is null) as not_heard_on
from fct_source_coverage
inner join dim_sources using (source_id)
group by name
order by days_not_heard desc, days_silent desc, name
