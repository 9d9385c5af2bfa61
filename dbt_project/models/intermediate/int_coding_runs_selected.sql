with coded_versions as (
    select * from {{ ref('stg_coded_versions') }}
),

coding_runs as (
    select * from {{ ref('stg_coding_runs') }}
),

selected as (
    select
        coded_versions.article_version_id,
        coded_versions.run_id,
        coding_runs.known_at
    from coded_versions
    inner join coding_runs on coded_versions.run_id = coding_runs.run_id
    qualify row_number() over (
        partition by coded_versions.article_version_id
        order by coding_runs.known_at desc, coding_runs.run_id desc
    ) = 1
)

select * from selected
