with source as (
    select
        *,
        rowid as ledger_row
    from {{ source('ingest', 'pair_scores') }}
),

renamed as (
    select
        run_id,
        method,
        mention_id,
        other_mention_id,
        score,
        contributions,
        known_from,
        ledger_row
    from source
)

select * from renamed
