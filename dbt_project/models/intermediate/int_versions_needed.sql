with versions as (
    select * from {{ ref('stg_article_versions') }}
),

entries as (
    select * from {{ ref('stg_entries') }}
),

articles as (
    select * from {{ ref('int_articles_touched') }}
),

members as (
    select distinct memberships.mention_id
    from {{ ref('stg_attack_membership') }} as memberships
    inner join {{ ref('int_attacks_touched') }} as attacks on memberships.attack_id = attacks.attack_id
),

mentions as (
    select * from {{ ref('stg_mentions') }}
),

told as (
    select distinct versions.article_id
    from members
    inner join mentions on members.mention_id = mentions.mention_id
    inner join versions on mentions.article_version_id = versions.article_version_id
),

needed as (
    select
        versions.article_version_id,
        versions.article_id,
        versions.source_id,
        versions.entry_id,
        entries.item_id,
        versions.version_no,
        versions.change_kind,
        versions.text_sha256,
        versions.published_at,
        versions.updated_at,
        versions.first_seen_at,
        versions.loaded_at,
        articles.article_id is not null as is_touched
    from versions
    left join entries on versions.entry_id = entries.entry_id
    left join articles on versions.article_id = articles.article_id
    left join told on versions.article_id = told.article_id
    where articles.article_id is not null or told.article_id is not null
)

select * from needed
