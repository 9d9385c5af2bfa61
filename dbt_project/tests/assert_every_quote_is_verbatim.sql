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
    union all
    select
        statement_id as evidence_id,
        article_version_id,
        quote,
        sentence,
        char_start,
        char_end
    from {{ ref('fct_aggregate_statements') }}
),

articles as (
    select * from {{ ref('dim_articles') }}
),

broken as (
    select
        evidence.evidence_id,
        evidence.quote,
        evidence.sentence
    from evidence
    left join articles on evidence.article_version_id = articles.article_version_id
    where
        articles.article_version_id is null
        or evidence.quote = ''
        or evidence.char_start < 0
        or evidence.char_end > length(articles.text)
        or evidence.quote != articles.text[evidence.char_start + 1:evidence.char_end]
        or coalesce(not contains(evidence.sentence, evidence.quote), true)
)

select * from broken
