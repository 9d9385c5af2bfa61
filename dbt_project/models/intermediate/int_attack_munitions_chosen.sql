with munitions as (
    select * from {{ ref('int_mention_munitions_checked') }}
),

filled as (
    select
        *,
        (coalesce(launched_low, launched_best, launched_high) is not null)::integer
        + (coalesce(intercepted_low, intercepted_best, intercepted_high) is not null)::integer
        + (coalesce(impacted_low, impacted_best, impacted_high) is not null)::integer as filled_count
    from munitions
),

chosen as (
    select * exclude (stated_at, is_contradictory, filled_count)
    from filled
    where filled_count > 0
    qualify row_number() over (
        partition by belief_id
        order by filled_count desc, stated_at desc, mention_id
    ) = 1
)

select * from chosen
