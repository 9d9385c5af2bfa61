with coded_versions as (
    select * from {{ ref('stg_coded_versions') }}
    where {{ is_in('int_versions_needed', 'article_version_id') }}
),

coding_runs as (
    select * from {{ ref('stg_coding_runs') }}
),

ranked as (
    select
        coded_versions.article_version_id,
        coded_versions.run_id,
        coding_runs.known_at,
        greatest(coded_versions.loaded_at, coding_runs.known_at) as known_from,
        row_number() over (
            partition by coded_versions.article_version_id
            order by coding_runs.known_at, coding_runs.run_id
        ) as turn
    from coded_versions
    inner join coding_runs on coded_versions.run_id = coding_runs.run_id
),

ended as (
    select
        *,
        min(known_from) over (
            partition by article_version_id
            order by turn
            rows between 1 following and unbounded following
        ) as known_to
    from ranked
),

-- What an older run codes after a newer one has spoken was never believed.
selected as (
    select
        article_version_id,
        run_id,
        known_at,
        known_from,
        known_to
    from ended
    where known_to is null or known_from < known_to
)

select * from selected
