with sites as (
    select * from {{ ref('sites') }}
),

described as (
    select
        site_id,
        name,
        site_type,
        place_id,
        host_country_iso3,
        operator_actor_id,
        owner_actor_id,
        latitude,
        longitude,
        coord_uncertainty_m,
        origin
    from sites
)

select * from described
