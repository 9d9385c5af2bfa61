with named as (
    select * from {{ ref('int_names_unlisted') }}
),

ranked as (
    select
        *,
        lower(name) as name_key,
        row_number() over (
            partition by field, lower(name)
            order by published_at asc nulls last, article_version_id asc, sent_no asc, evidence_id asc
        ) as rank
    from named
),

unresolved_names as (
    select
        field,
        name_key,
        max(name) filter (where rank = 1) as name,
        count(distinct mention_id) as mention_count,
        count(distinct article_id) as article_count,
        min(published_at) as first_published_at,
        max(published_at) as last_published_at,
        max(evidence_id) filter (where rank = 1) as example_evidence_id,
        max(article_version_id) filter (where rank = 1) as example_article_version_id,
        max(sent_no) filter (where rank = 1) as example_sent_no,
        max(sentence) filter (where rank = 1) as example_sentence
    from ranked
    group by field, name_key
)

select * from unresolved_names
