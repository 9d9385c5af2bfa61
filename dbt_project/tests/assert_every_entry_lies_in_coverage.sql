-- Entries that no day of any source's coverage counts.
with entries as (
    select * from {{ ref('stg_entries') }}
    where {{ is_unread('stg_entries') }}
),

coverage as (
    select * from {{ ref('fct_source_coverage') }}
),

uncovered as (
    select
        entries.entry_id,
        entries.source_id,
        entries.first_seen_at
    from entries
    left join coverage
        on entries.source_id = coverage.source_id and cast(entries.first_seen_at as date) = coverage.coverage_date
    where coverage.source_id is null
)

select * from uncovered
