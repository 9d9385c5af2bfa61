-- Of how many attacks is it known that nobody died, and of how many is nothing known?
-- Silence, "it is not clear" and "nobody knows of any" are no zero; nor does "nobody was injured" say that nobody died.
select
    event_type,
    count(*) as attacks,
    count(*) filter (killed_high = 0) as nobody_died,
    count(*) filter (greatest(killed_low, killed_best, killed_high) > 0) as somebody_died,
    count(*) filter (killed_low is null and killed_best is null and killed_high is null) as not_known,
    count(*) filter (casualty_knowledge = 'not_mentioned') as not_mentioned
from fct_attacks
group by event_type
order by event_type
