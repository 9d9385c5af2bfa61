with actors as (
    select * from {{ ref('int_actors_described') }}
),

-- One that the seeds no longer have keeps its last description: what was coded with it leads here still.
latest as (
    select
        actor_id,
        name,
        actor_kind,
        country_iso3,
        plover_sector,
        acled_inter,
        is_class,
        origin,
        known_from,
        known_to is not null as is_retired
    from actors
    where valid_to is null
    qualify row_number() over (partition by actor_id order by known_from desc) = 1
)

select * from latest
