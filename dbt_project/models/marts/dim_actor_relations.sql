with actor_relations as (
    select * from {{ ref('actor_relations') }}
),

described as (
    select
        actor_id,
        relation,
        related_actor_id,
        valid_from,
        valid_to,
        origin
    from actor_relations
)

select * from described
