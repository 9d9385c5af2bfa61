-- Where do origins disagree, and which of them did we follow?
select
    attacks.event_date,
    contradictions.field,
    contradictions.value,
    contradictions.origin_count,
    contradictions.is_chosen,
    contradictions.resolved_by
from fct_contradictions as contradictions
inner join fct_attacks as attacks using (attack_id)
order by attacks.event_date, attacks.attack_id, contradictions.field, contradictions.value
