with source as (
    select
        *,
        rowid as ledger_row
    from {{ source('ingest', 'attack_membership') }}
),

renamed as (
    select
        mention_id,
        attack_id,
        known_from,
        method,
        score,
        reason,
        decided_by,
        ledger_row
    from source
)

select * from renamed
