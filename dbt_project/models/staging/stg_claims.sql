with source as (
    select
        *,
        rowid as ledger_row
    from {{ source('ingest', 'claims') }}
),

renamed as (
    select
        run_id,
        claim_id,
        mention_id,
        stance,
        speaker_actor_id,
        speaker_text,
        about_actor_id,
        about_text,
        certainty,
        claim_mode,
        chain_id,
        sent_no,
        char_start,
        char_end,
        loaded_at,
        ledger_row
    from source
)

select * from renamed
