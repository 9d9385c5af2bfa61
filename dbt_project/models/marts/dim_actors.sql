with actors as (
    select * from {{ ref('actors') }}
),

described as (
    select
        actor_id,
        name,
        actor_kind,
        country_iso3,
        plover_sector,
        acled_inter,
        is_class,
        origin
    from actors
)

select * from described
