with source as (
    select
        *,
        rowid as ledger_row
    from {{ source('ingest', 'attack_registry') }}
),

renamed as (
    select
        attack_id,
        founding_mention_id,
        created_at,
        ledger_row
    from source
)

select * from renamed
