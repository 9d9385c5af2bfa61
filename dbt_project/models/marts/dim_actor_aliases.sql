with actor_aliases as (
    select * from {{ ref('actor_aliases') }}
),

described as (
    select
        actor_id,
        alias,
        alias_kind,
        origin
    from actor_aliases
)

select * from described
