-- What did analysts change, why, and does it still hold?
select decided_at, analyst, action, attack_id, field, old_value, new_value, reason, undone_at
from fct_decisions
order by decided_at, decision_id
