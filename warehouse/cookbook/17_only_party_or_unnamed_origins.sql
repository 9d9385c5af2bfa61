-- Which attacks rest on parties to them and on people without a name alone?
-- An origin is a party if it is the attacker or the target, or within or above one of them; "officials" and "a doctor" have no name.
-- Origins are those that origin_count counts: a publisher's own voice is one where its article cites nobody.
with others as (
    select attack_id from bridge_attack_origins where not is_party
),

resting as (
    select attack_id, list(origin_id order by origin_id) as origins
    from bridge_attack_origins
    anti join others using (attack_id)
    group by attack_id
)

select
    attacks.event_date,
    attacks.event_type,
    attacks.grade,
    array_to_string(resting.origins, ', ') as origins
from fct_attacks as attacks
inner join resting using (attack_id)
order by attacks.event_date, attacks.attack_id
