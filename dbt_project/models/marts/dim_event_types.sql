with event_types as (
    select * from {{ ref('event_types') }}
),

described as (
    select
        event_type,
        name,
        acled_event_type,
        acled_sub_event_type,
        plover_mode,
        origin
    from event_types
)

select * from described
