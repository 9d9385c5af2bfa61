with source as (
    select * from {{ source('ingest', 'pair_scores') }}
),

renamed as (
    select
        run_id,
        method,
        mention_id,
        other_mention_id,
        score,
        contributions,
        known_from
    from source
)

select * from renamed
