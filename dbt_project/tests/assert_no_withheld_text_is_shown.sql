-- No row of a mart rests on a text that its agency has killed or holds back at the instant of the build.
{{ config(meta={'dagster': {'ref': {'name': 'dim_articles'}}}) }}
{% set marts = {
    'bridge_attack_chains': 'article_version_id',
    'dim_articles': 'article_version_id',
    'fct_aggregate_statements': 'article_version_id',
    'fct_belief_changes': 'article_version_id',
    'fct_casualty_reports': 'article_version_id',
    'fct_claims': 'article_version_id',
    'fct_evidence': 'article_version_id',
    'fct_unresolved_names': 'example_article_version_id',
} %}

with shown as (
    {% for mart, column in marts.items() %}
    {{ "union all" if not loop.first }}
    select distinct
        '{{ mart }}' as mart,
        {{ column }} as article_version_id
    from {{ ref(mart) }}
    {% endfor %}
),

versions as (
    select * from {{ ref('stg_article_versions') }}
),

items as (
    select * from {{ ref('stg_wire_items') }}
),

entries as (
    select * from {{ ref('stg_entries') }}
),

rejections as (
    select * from {{ ref('stg_rejections') }}
),

built as (
    select max(fact_value)::timestamptz as built_at
    from {{ ref('stg_meta') }}
    where fact_name = 'now'
),

killed as (
    select entries.item_id
    from rejections
    inner join entries on rejections.entry_id = entries.entry_id
    where rejections.reason = 'killed'
),

leaked as (
    select
        shown.mart,
        shown.article_version_id,
        entries.item_id
    from shown
    inner join versions on shown.article_version_id = versions.article_version_id
    inner join entries on versions.entry_id = entries.entry_id
    left join items on versions.entry_id = items.entry_id
    cross join built
    where
        entries.item_id in (select killed.item_id from killed)
        or items.pub_status != 'usable'
        or coalesce(items.embargoed_until > coalesce(built.built_at, '-infinity'::timestamptz), false)
)

select * from leaked
