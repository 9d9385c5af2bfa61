-- Which attacks rest on parties to them and on people without a name alone?
-- An origin is a party if it is the attacker or the target, or within or above one of them; "officials" and "a doctor" have no name.
-- Origins are those that origin_count counts: a publisher's own voice is one where its article cites nobody.
select
    attacks.event_date,
    attacks.event_type,
    attacks.grade,
    string_agg(origins.origin_id, ', ' order by origins.origin_id) as origins
from fct_attacks as attacks
inner join bridge_attack_origins as origins using (attack_id)
group by attacks.attack_id, attacks.event_date, attacks.event_type, attacks.grade
having bool_and(origins.is_party or origins.origin_kind in ('role_only', 'unnamed'))
order by attacks.event_date, attacks.attack_id
