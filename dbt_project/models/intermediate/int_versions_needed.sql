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
    inner join {{ ref('stg_article_versions') }} as versions
        on mentions.article_version_id = versions.article_version_id
),

marked as (
    select
        article_id,
        true as is_touched
    from articles
    union all
    select
        article_id,
        false as is_touched
    from told
),

wanted as (
    select
        article_id,
        bool_or(is_touched) as is_touched
    from marked
    group by article_id
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
        wanted.is_touched
    from versions
    inner join wanted on versions.article_id = wanted.article_id
    left join entries on versions.entry_id = entries.entry_id
)

select * from needed
