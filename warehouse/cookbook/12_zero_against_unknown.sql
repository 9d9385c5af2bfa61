-- Of how many attacks is it known that nobody died, and of how many is nothing known?
select event_type, casualty_knowledge, count(*) as attacks, sum(killed_best) as killed
from fct_attacks
group by event_type, casualty_knowledge
order by event_type, casualty_knowledge
