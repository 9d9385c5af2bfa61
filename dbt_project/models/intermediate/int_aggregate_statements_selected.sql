with statements as (
    select * from {{ ref('stg_aggregate_statements') }}
),

coding_runs as (
    select * from {{ ref('int_coding_runs_selected') }}
    where known_to is null
),

versions as (
    select * from {{ ref('int_article_versions_traced') }}
    where known_to is null and is_touched
),

chains as (
    select * from {{ ref('int_chains_resolved') }}
),

selected as (
    select
        versions.article_id,
        versions.source_id,
        versions.version_published_at,
        versions.stated_at,
        versions.is_text_withheld,
        chains.origin_id,
        chains.source_chain,
        statements.*
    from statements
    inner join coding_runs
        on
            statements.article_version_id = coding_runs.article_version_id
            and statements.run_id = coding_runs.run_id
    inner join versions on statements.article_version_id = versions.article_version_id
    inner join chains
        on statements.chain_id = chains.chain_id and statements.run_id = chains.run_id
    where versions.is_current and versions.is_visible and versions.change_kind != 'retraction'
)

select * from selected
