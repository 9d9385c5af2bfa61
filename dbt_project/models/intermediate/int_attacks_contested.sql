with named as (
    select * from {{ ref('int_attackers_named') }}
),

actors as (
    select * from {{ ref('actors') }}
),

related as (
    select * from {{ ref('int_actor_relations_closed') }}
),

-- Only who is known by name can be shown to be somebody else: classes and unknown names contradict nobody.
pointed_at as (
    select distinct
        named.belief_id,
        named.origin_id,
        named.attacker_id
    from named
    inner join actors on named.attacker_id = actors.actor_id
    where named.status in ('claimed', 'confirmed', 'blamed') and not coalesce(actors.is_class, false)
),

pairs as (
    select
        ours.belief_id,
        ours.origin_id,
        theirs.origin_id as other_origin_id,
        bool_or(ours.attacker_id = theirs.attacker_id or related.actor_id is not null) as is_compatible
    from pointed_at as ours
    inner join pointed_at as theirs on ours.belief_id = theirs.belief_id and ours.origin_id < theirs.origin_id
    left join related on ours.attacker_id = related.actor_id and theirs.attacker_id = related.related_actor_id
    group by ours.belief_id, ours.origin_id, theirs.origin_id
),

contested as (
    select distinct belief_id
    from pairs
    where not is_compatible
)

select * from contested
