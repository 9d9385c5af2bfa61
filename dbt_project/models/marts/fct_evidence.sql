{{ config(materialized='incremental', unique_key='attack_id') }}

with mentions as (
    select * from {{ ref('int_mentions_counted') }}
    where is_current
),

assertions as (
    select * from {{ ref('int_assertions_counted') }}
    where is_current
),

claims as (
    select * from {{ ref('int_claims_counted') }}
    where is_current
),

reports as (
    select * from {{ ref('int_casualty_reports_counted') }}
    where is_current
),

chains as (
    select * from {{ ref('int_chains_resolved') }}
),

versions as (
    select * from {{ ref('stg_article_versions') }}
),

sentences as (
    select * from {{ ref('stg_sentences') }}
),

spans as (
    select
        'mention' as evidence_kind,
        mention_id as evidence_id,
        mention_id,
        'event_type' as field,
        event_type as value,
        sent_no,
        char_start,
        char_end
    from mentions
    union all by name
    select
        'assertion' as evidence_kind,
        assertion_id as evidence_id,
        mention_id,
        field,
        value,
        value_text,
        low,
        best,
        high,
        chain_id,
        sent_no,
        char_start,
        char_end
    from assertions
    union all by name
    select
        'claim' as evidence_kind,
        claim_id as evidence_id,
        mention_id,
        'claim' as field,
        stance as value,
        coalesce(about_text, speaker_text) as value_text,
        chain_id,
        sent_no,
        char_start,
        char_end
    from claims
    union all by name
    select
        'casualty_report' as evidence_kind,
        report_id as evidence_id,
        mention_id,
        harm as field,
        report_kind as value,
        vague_term as value_text,
        low,
        best,
        high,
        chain_id,
        sent_no,
        char_start,
        char_end
    from reports
),

evidence as (
    select
        spans.evidence_id,
        spans.evidence_kind,
        mentions.attack_id,
        spans.mention_id,
        spans.field,
        spans.value,
        spans.value_text,
        spans.low,
        spans.best,
        spans.high,
        {{ quoted('versions.text', 'spans.char_start', 'spans.char_end', 'mentions.is_text_withheld') }} as quote,
        case
            when not mentions.is_text_withheld
                then substring(versions.text, sentences.char_start + 1, sentences.char_end - sentences.char_start)
        end as sentence,
        chains.origin_id,
        chains.source_chain,
        mentions.source_id,
        mentions.article_version_id,
        mentions.version_published_at as published_at,
        spans.sent_no,
        spans.char_start,
        spans.char_end
    from spans
    inner join mentions on spans.mention_id = mentions.mention_id
    inner join versions on mentions.article_version_id = versions.article_version_id
    left join chains on spans.chain_id = chains.chain_id and mentions.run_id = chains.run_id
    left join sentences
        on mentions.article_version_id = sentences.article_version_id and spans.sent_no = sentences.sent_no
)

select * from evidence
