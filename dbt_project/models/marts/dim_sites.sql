with sites as (
    select * from {{ ref('int_sites_described') }}
),

-- One that the seeds no longer have keeps its last description: what was coded with it leads here still.
latest as (
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
        origin,
        known_from,
        known_to is not null as is_retired
    from sites
    where valid_to is null
    qualify row_number() over (partition by site_id order by known_from desc) = 1
)

select * from latest
