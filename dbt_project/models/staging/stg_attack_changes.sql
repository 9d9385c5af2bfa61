with source as (
    select
        *,
        rowid as ledger_row
    from {{ source('ingest', 'attack_changes') }}
),

renamed as (
    select
        attack_id,
        change,
        other_attack_id,
        known_from,
        reason,
        ledger_row
    from source
)

select * from renamed
