with source as (
    select
        *,
        rowid as ledger_row
    from {{ source('ingest', 'chain_steps') }}
),

renamed as (
    select
        run_id,
        chain_id,
        article_version_id,
        step,
        role as step_role,
        name as step_name,
        actor_id,
        source_id,
        anonymity,
        ledger_row
    from source
)

select * from renamed
