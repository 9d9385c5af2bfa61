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
        origin_id,
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
        chain_origin_id as origin_id,
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
        origin_id,
        sent_no,
        char_start,
        char_end
    from reports
),

sourced as (
    select
        mentions.attack_id,
        spans.*,
        chains.source_chain,
        chains.is_own_voice,
        chains.origin_kind,
        mentions.source_id,
        mentions.article_id,
        mentions.article_version_id,
        mentions.version_published_at as published_at,
        mentions.is_text_withheld
    from spans
    inner join mentions on spans.mention_id = mentions.mention_id
    left join chains on spans.chain_id = chains.chain_id and mentions.run_id = chains.run_id
)

select * from sourced
