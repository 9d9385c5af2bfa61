with source as (
    select * from {{ source('ingest', 'reference_rows') }}
),

renamed as (
    select
        seed,
        row_key,
        content,
        known_from
    from source
)

select * from renamed
