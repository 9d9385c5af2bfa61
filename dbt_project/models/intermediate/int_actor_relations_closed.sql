with recursive relations as (
    select * from {{ ref('actor_relations') }}
),

-- Every relation that makes one actor part of another, read upwards.
upwards as (
    select
        actor_id,
        related_actor_id as above_actor_id
    from relations
    where
        relation in (
            'part_of', 'member_of', 'affiliated_with', 'facade_of', 'brigade_number_of', 'absorbed_into', 'successor_of'
        )
    union
    select
        related_actor_id as actor_id,
        actor_id as above_actor_id
    from relations
    where relation = 'umbrella_of'
),

closed as (
    select
        actor_id,
        above_actor_id
    from upwards
    union
    select
        closed.actor_id,
        upwards.above_actor_id
    from closed
    inner join upwards on closed.above_actor_id = upwards.actor_id
),

related as (
    select
        actor_id,
        above_actor_id as related_actor_id
    from closed
    union
    select
        above_actor_id as actor_id,
        actor_id as related_actor_id
    from closed
)

select * from related
