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

versions as (
    select * from {{ ref('stg_article_versions') }}
),

sentences as (
    select * from {{ ref('stg_sentences') }}
),

-- Where the coder knows the name the id stands beside it, and the name is none of these.
unresolved as (
    select
        assertion_id as evidence_id,
        mention_id,
        field,
        value_text as name,
        sent_no,
        char_start
    from assertions
    where
        value is null
        and field in ('attacker', 'interceptor', 'target_actor', 'target_site', 'site', 'place')
    union all by name
    select
        claim_id as evidence_id,
        mention_id,
        'claim_speaker' as field,
        speaker_text as name,
        sent_no,
        char_start
    from claims
    where speaker_actor_id is null
    union all by name
    select
        claim_id as evidence_id,
        mention_id,
        'claim_about' as field,
        about_text as name,
        sent_no,
        char_start
    from claims
    where about_actor_id is null
),

-- A capital that does not merely begin the sentence makes a name of words: "gunmen" are nobody to adopt.
named as (
    select
        unresolved.evidence_id,
        unresolved.mention_id,
        mentions.attack_id,
        unresolved.field,
        regexp_replace(trim(unresolved.name), '^(the|a|an)\s+', '', 'i') as name,
        mentions.article_id,
        mentions.article_version_id,
        mentions.version_published_at as published_at,
        unresolved.sent_no,
        substring(versions.text, sentences.char_start + 1, sentences.char_end - sentences.char_start) as sentence
    from unresolved
    inner join mentions on unresolved.mention_id = mentions.mention_id
    inner join versions on mentions.article_version_id = versions.article_version_id
    left join sentences
        on mentions.article_version_id = sentences.article_version_id and unresolved.sent_no = sentences.sent_no
    where
        regexp_matches(
            case
                when unresolved.char_start = sentences.char_start then substring(trim(unresolved.name), 2)
                else unresolved.name
            end,
            '\p{Lu}'
        )
)

select * from named
