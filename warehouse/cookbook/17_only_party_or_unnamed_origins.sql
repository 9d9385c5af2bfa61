-- Which attacks rest on parties to them and on people without a name alone?
-- An origin is a party if it is the attacker or the target, or within or above one of them; "officials" and "a doctor" have no name.
with origins as (
    select distinct attack_id, origin_id from fct_evidence where origin_id is not null
),

related as (
    select actor_id, within_actor_id as related_id from dim_actor_affiliations where known_to is null
    union
    select within_actor_id as actor_id, actor_id as related_id from dim_actor_affiliations where known_to is null
),

judged as (
    select
        attacks.attack_id,
        attacks.event_date,
        attacks.event_type,
        attacks.grade,
        origins.origin_id,
        exists (
            select 1 from related
            where
                'actor:' || related.actor_id = origins.origin_id
                and related.related_id in (attacks.attacker_best_id, attacks.target_actor_id)
        ) as is_party,
        regexp_matches(origins.origin_id, '^(role_only|unnamed):') as is_unnamed
    from origins
    inner join fct_attacks as attacks using (attack_id)
)

select
    event_date,
    event_type,
    grade,
    string_agg(origin_id, ', ' order by origin_id) as origins
from judged
group by event_date, attack_id, event_type, grade
having bool_and(is_party or is_unnamed)
order by event_date, attack_id
