with sites as (
    select * from {{ ref('int_sites_described') }}
),

history as (
    select
        site_id,
        valid_from,
        valid_to,
        known_from,
        known_to,
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

select * from history
