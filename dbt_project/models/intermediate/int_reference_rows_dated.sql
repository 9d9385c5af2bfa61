with reference_rows as (
    select * from {{ ref('stg_reference_rows') }}
),

dated as (
    select
        seed,
        row_key,
        content,
        known_from,
        lead(known_from) over (partition by seed, row_key order by known_from) as known_to
    from reference_rows
    qualify content is not null
)

select * from dated
