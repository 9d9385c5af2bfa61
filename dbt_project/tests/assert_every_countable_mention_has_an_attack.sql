-- A countable mention of a current version that resolution has not assigned to an attack yet.
{{ config(severity='warn', meta={'dagster': {'ref': {'name': 'stg_mentions'}}}) }}

with mentions as (
    select * from {{ ref('stg_mentions') }}
    where is_countable and attack_status = 'actual'
),

coding_runs as (
    select * from {{ ref('int_coding_runs_selected') }}
    where known_to is null
),

versions as (
    select * from {{ ref('int_article_versions_traced') }}
    where is_current and known_to is null
),

memberships as (
    select * from {{ ref('stg_attack_membership') }}
),

unassigned as (
    select mentions.mention_id
    from mentions
    inner join coding_runs
        on
            mentions.article_version_id = coding_runs.article_version_id
            and mentions.run_id = coding_runs.run_id
    inner join versions on mentions.article_version_id = versions.article_version_id
    left join memberships on mentions.mention_id = memberships.mention_id
    where memberships.mention_id is null
)

select * from unassigned
