with actors as (
    select * from {{ ref('int_actors_described') }}
),

history as (
    select
        actor_id,
        valid_from,
        valid_to,
        known_from,
        known_to,
        name,
        actor_kind,
        country_iso3,
        plover_sector,
        acled_inter,
        is_class,
        origin
    from actors
)

select * from history
