with source as (
    select * from {{ source('ingest', 'meta') }}
),

renamed as (
    select
        key as fact_name,
        value as fact_value
    from source
)

select * from renamed
