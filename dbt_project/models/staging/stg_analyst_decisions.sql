with source as (
    select
        *,
        rowid as ledger_row
    from {{ source('ingest', 'analyst_decisions') }}
),

renamed as (
    select
        decision_id,
        decided_at,
        analyst,
        action,
        attack_id,
        other_attack_id,
        mention_ids,
        other_mention_ids,
        field,
        old_value,
        new_value,
        reason,
        undoes,
        ledger_row
    from source
)

select * from renamed
