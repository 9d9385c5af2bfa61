with sites as (
    select * from {{ ref('int_sites_described') }}
),

-- One that the seeds no longer have keeps its last description, as in dim_sites.
latest as (
    select *
    from sites
    qualify known_from = max(known_from) over (partition by site_id)
),

periods as (
    select
        site_id,
        coalesce(valid_from, '-infinity'::date) as valid_from,
        coalesce(valid_to, 'infinity'::date) as valid_to,
        place_id,
        latitude,
        longitude,
        coord_uncertainty_m
    from latest
),

undated as (
    select
        site_id,
        {{ agreed('place_id') }} as place_id,
        {{ agreed('latitude') }} as latitude,
        {{ agreed('longitude') }} as longitude,
        {{ agreed('coord_uncertainty_m') }} as coord_uncertainty_m
    from latest
    group by site_id
),

believed as (
    select * from periods
    union all by name
    select * from undated
)

select * from believed
