-- How long after an attack does each source tell of it?
-- At least and at most, for the instant of an attack is an interval: medians of both over the attacks of a source.
select
    sources.name as source,
    count(*) as reports,
    round(median(delays.report_delay_hours_low), 1) as median_hours_at_least,
    round(median(delays.report_delay_hours_high), 1) as median_hours_at_most
from report_delay_hours() as delays
inner join dim_sources as sources using (source_id)
group by source
order by source
