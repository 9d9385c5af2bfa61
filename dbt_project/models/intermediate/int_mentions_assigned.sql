{{ config(materialized='incremental', unique_key='attack_id') }}

with mentions as (
    select * from {{ ref('int_mentions_counted') }}
    where is_current
),

assigned as (
    select distinct
        mention_id,
        run_id,
        attack_id,
        article_id,
        article_version_id
    from mentions
)

select * from assigned
