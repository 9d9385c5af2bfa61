-- A quote is not empty, lies inside its sentence and is what the text says between its offsets.
{{ config(meta={'dagster': {'ref': {'name': 'fct_evidence'}}}) }}
with evidence as (
    select
        evidence_id,
        article_version_id,
        quote,
        sentence,
        char_start,
        char_end
    from {{ ref('fct_evidence') }}
    where {{ is_written('fct_evidence') }}
    union all
    select
        statement_id as evidence_id,
        article_version_id,
        quote,
        sentence,
        char_start,
        char_end
    from {{ ref('fct_aggregate_statements') }}
    where {{ is_written('fct_aggregate_statements') }}
),

articles as (
    select * from {{ ref('dim_articles') }}
    where article_version_id in (select evidence.article_version_id from evidence)
),

-- A text that may not be kept is in no mart.
versions as (
    select * from {{ ref('stg_article_versions') }}
    where article_version_id in (select evidence.article_version_id from evidence)
),

broken as (
    select
        evidence.evidence_id,
        evidence.quote,
        evidence.sentence
    from evidence
    left join articles on evidence.article_version_id = articles.article_version_id
    left join versions on evidence.article_version_id = versions.article_version_id
    where
        articles.article_version_id is null
        or evidence.quote = ''
        or evidence.char_start < 0
        or evidence.char_end > length(versions.text)
        or not starts_with(versions.text[evidence.char_start + 1:evidence.char_end], evidence.quote)
        or (not articles.is_text_withheld and length(evidence.quote) != evidence.char_end - evidence.char_start)
        or (articles.is_text_withheld and (length(evidence.quote) > 60 or evidence.sentence is not null))
        or (not articles.is_text_withheld and coalesce(not contains(evidence.sentence, evidence.quote), true))
)

select * from broken
