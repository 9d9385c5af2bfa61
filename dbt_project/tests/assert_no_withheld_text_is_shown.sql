-- No row of a mart rests on a text that its agency has killed or holds back at the instant of the build.
{{ config(meta={'dagster': {'ref': {'name': 'dim_articles'}}}) }}
{% set marts = {
    'bridge_attack_articles': 'article_version_id',
    'bridge_attack_chains': 'article_version_id',
    'dim_articles': 'article_version_id',
    'fct_aggregate_statements': 'article_version_id',
    'fct_belief_changes': 'article_version_id',
    'fct_casualty_reports': 'article_version_id',
    'fct_claims': 'article_version_id',
    'fct_evidence': 'article_version_id',
    'fct_unresolved_names': 'example_article_version_id',
} %}

with versions as (
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
    select distinct entries.item_id
    from rejections
    inner join entries on rejections.entry_id = entries.entry_id
    where rejections.reason = 'killed'
),

held as (
    select
        entries.entry_id,
        entries.item_id
    from killed
    inner join entries on killed.item_id = entries.item_id
    union
    select
        items.entry_id,
        items.item_id
    from items
    cross join built
    where
        items.pub_status != 'usable'
        or coalesce(items.embargoed_until > coalesce(built.built_at, '-infinity'::timestamptz), false)
),

withheld as (
    select
        versions.article_version_id,
        held.item_id
    from held
    inner join versions on held.entry_id = versions.entry_id
),

leaked as (
    {% for mart, column in marts.items() %}
    {{ "union all" if not loop.first }}
    select distinct
        '{{ mart }}' as mart,
        withheld.article_version_id,
        withheld.item_id
    from withheld
    inner join {{ ref(mart) }} as shown on withheld.article_version_id = shown.{{ column }}
    {% endfor %}
)

select * from leaked
