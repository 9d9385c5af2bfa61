with weapons as (
    select * from {{ ref('weapons') }}
),

described as (
    select
        weapon_type,
        name,
        weapon_class,
        plover_mode,
        acled_sub_event_type,
        gtd_weapon_type,
        is_interceptable,
        origin
    from weapons
)

select * from described
