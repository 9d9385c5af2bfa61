{{ config(materialized='incremental', unique_key='attack_id') }}

with sourced as (
    select * from {{ ref('int_evidence_sourced') }}
),

versions as (
    select * from {{ ref('stg_article_versions') }}
),

sentences as (
    select * from {{ ref('stg_sentences') }}
),

evidence as (
    select
        sourced.evidence_id,
        sourced.evidence_kind,
        sourced.attack_id,
        sourced.mention_id,
        sourced.field,
        sourced.value,
        sourced.value_text,
        sourced.low,
        sourced.best,
        sourced.high,
        {{ quoted('versions.text', 'sourced.char_start', 'sourced.char_end', 'sourced.is_text_withheld') }} as quote,
        case
            when not sourced.is_text_withheld
                then substring(versions.text, sentences.char_start + 1, sentences.char_end - sentences.char_start)
        end as sentence,
        sourced.origin_id,
        sourced.source_chain,
        sourced.source_id,
        sourced.article_version_id,
        sourced.published_at,
        sourced.sent_no,
        sourced.char_start,
        sourced.char_end
    from sourced
    inner join versions on sourced.article_version_id = versions.article_version_id
    left join sentences
        on sourced.article_version_id = sentences.article_version_id and sourced.sent_no = sentences.sent_no
)

select * from evidence
