with recursive articles as (
    select * from {{ ref('int_articles_touched') }}
),

versions as (
    select * from {{ ref('stg_article_versions') }}
),

mentions as (
    select * from {{ ref('stg_mentions') }}
),

memberships as (
    select * from {{ ref('stg_attack_membership') }}
),

decisions as (
    select * from {{ ref('stg_analyst_decisions') }}
),

changes as (
    select * from {{ ref('stg_attack_changes') }}
),

new_pairs as (
    select * from {{ ref('stg_pair_scores') }}
    where {{ is_new('stg_pair_scores') }}
),

-- Undoing is a decision of the one that it undoes.
new_decisions as (
    select decisions.*
    from decisions
    where
        decisions.{{ is_new('stg_analyst_decisions') }}
        or decisions.decision_id in (
            select undoing.undoes from decisions as undoing
            where undoing.{{ is_new('stg_analyst_decisions') }}
        )
),

new_mentions as (
    select mentions.mention_id
    from articles
    inner join versions on articles.article_id = versions.article_id
    inner join mentions on versions.article_version_id = mentions.article_version_id
    union
    select mention_id from memberships
    where {{ is_new('stg_attack_membership') }}
    union
    select unnest(mention_ids || other_mention_ids) as mention_id from new_decisions
),

begun as (
    select memberships.attack_id
    from new_mentions
    inner join memberships on new_mentions.mention_id = memberships.mention_id
    union
    select attack_id from new_decisions
    union
    select other_attack_id as attack_id from new_decisions
    where other_attack_id is not null
    union
    select attack_id from changes
    where {{ is_new('stg_attack_changes') }}
),

-- A pair that is scored anew though nothing else of either side is new.
sides as (
    select
        mention_id || ' ' || other_mention_id as pair,
        unnest([mention_id, other_mention_id]) as mention_id
    from new_pairs
),

scored as (
    select memberships.attack_id
    from sides
    inner join memberships on sides.mention_id = memberships.mention_id
    left join begun on memberships.attack_id = begun.attack_id
    qualify count(begun.attack_id) over (partition by sides.pair) = 0
),

ids as (
    select attack_id from begun
    union
    select attack_id from scored
),

links as (
    select
        attack_id,
        other_attack_id
    from changes
    union
    select
        other_attack_id as attack_id,
        attack_id as other_attack_id
    from changes
),

-- What is decided of an attack goes where it goes.
spread as (
    select attack_id from ids
    union
    select links.other_attack_id as attack_id
    from spread
    inner join links on spread.attack_id = links.attack_id
),

touched as (
    select distinct attack_id
    from spread
    where attack_id is not null
)

select * from touched
