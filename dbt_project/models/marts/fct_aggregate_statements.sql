{{ config(materialized='incremental', unique_key='article_version_id') }}

with statements as (
    select * from {{ ref('int_aggregate_statements_selected') }}
),

versions as (
    select * from {{ ref('stg_article_versions') }}
),

sentences as (
    select * from {{ ref('stg_sentences') }}
),

aggregate_statements as (
    select
        statements.statement_id,
        statements.low,
        statements.best,
        statements.high,
        statements.actor_id,
        statements.place_id,
        {{ quoted('versions.text', 'statements.char_start', 'statements.char_end', 'statements.is_text_withheld') }}
            as quote,
        case
            when not statements.is_text_withheld
                then substring(versions.text, sentences.char_start + 1, sentences.char_end - sentences.char_start)
        end as sentence,
        statements.origin_id,
        statements.source_chain,
        statements.source_id,
        statements.article_version_id,
        statements.version_published_at as published_at,
        statements.sent_no,
        statements.char_start,
        statements.char_end
    from statements
    inner join versions on statements.article_version_id = versions.article_version_id
    left join sentences
        on
            statements.article_version_id = sentences.article_version_id
            and statements.sent_no = sentences.sent_no
)

select * from aggregate_statements
