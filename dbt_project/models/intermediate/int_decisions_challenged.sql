{# The sum from which two mentions match: THRESHOLD of ingest.attack.weights. #}
{% set threshold = 3.5 %}

with decisions as (
    select * from {{ ref('int_decisions_dated') }}
    where undone_at is null
),

redirects as (
    select * from {{ ref('int_attacks_redirected') }}
),

all_memberships as (
    select * from {{ ref('stg_attack_membership') }}
),

rejected as (
    select attack_id from decisions
    where action = 'reject'
    union
    select redirects.attack_id
    from decisions
    inner join redirects on decisions.attack_id = redirects.current_attack_id
    where decisions.action = 'reject'
),

rejected_mentions as (
    select distinct all_memberships.mention_id
    from all_memberships
    inner join rejected on all_memberships.attack_id = rejected.attack_id
),

memberships as (
    select all_memberships.*
    from all_memberships
    inner join rejected_mentions on all_memberships.mention_id = rejected_mentions.mention_id
    qualify row_number() over (
        partition by all_memberships.mention_id order by all_memberships.known_from desc
    ) = 1
),

mentions as (
    select * from {{ ref('stg_mentions') }}
),

counted as (
    select * from {{ ref('int_mentions_assigned') }}
),

versions as (
    select * from {{ ref('stg_article_versions') }}
),

pairs as (
    select * from {{ ref('int_mention_pairs_scored') }}
    where score >= {{ threshold }}
),

members as (
    select
        coalesce(redirects.current_attack_id, memberships.attack_id) as attack_id,
        memberships.mention_id,
        memberships.known_from
    from memberships
    left join redirects on memberships.attack_id = redirects.attack_id
),

-- A rejected attack is told of again.
told_again as (
    select
        decisions.decision_id,
        'rejected_told_again' as kind,
        count(*) as evidence_count
    from decisions
    inner join members on decisions.attack_id = members.attack_id
    where
        decisions.action = 'reject'
        and members.known_from > decisions.decided_at
        and not list_contains(decisions.mention_ids, members.mention_id)
    group by decisions.decision_id
),

sides as (
    select
        decision_id,
        action,
        1 as side,
        unnest(mention_ids) as mention_id
    from decisions
    where action in ('merge', 'split')
    union all
    select
        decision_id,
        action,
        2 as side,
        unnest(other_mention_ids) as mention_id
    from decisions
    where action in ('merge', 'split')
),

-- Mentions that came after the decision, with the sides that they match.
newcomers as (
    select distinct
        sides.decision_id,
        sides.action,
        sides.side,
        pairs.mention_id,
        pairs.article_version_id
    from sides
    inner join pairs on sides.mention_id = pairs.other_mention_id
    anti join sides as known on sides.decision_id = known.decision_id and pairs.mention_id = known.mention_id
),

bridges as (
    select
        decision_id,
        mention_id
    from newcomers
    where action = 'split'
    group by decision_id, mention_id
    having count(distinct side) = 2
),

bridged as (
    select
        decision_id,
        'split_bridged' as kind,
        count(*) as evidence_count
    from bridges
    group by decision_id
),

-- One article tells two attacks, each like another half of what was made one.
told_apart as (
    select
        ones.decision_id,
        'merge_told_apart' as kind,
        count(distinct ones.article_version_id) as evidence_count
    from newcomers as ones
    inner join newcomers as others
        on
            ones.decision_id = others.decision_id
            and ones.article_version_id = others.article_version_id
            and ones.mention_id != others.mention_id
    where ones.action = 'merge' and ones.side = 1 and others.side = 2
    group by ones.decision_id
),

-- By article, for a newer version of one has mentions of its own.
present as (
    select
        sides.decision_id,
        sides.side,
        count(counted.article_id) as counted_count
    from sides
    left join mentions on sides.mention_id = mentions.mention_id
    left join versions on mentions.article_version_id = versions.article_version_id
    left join counted on versions.article_id = counted.article_id
    group by sides.decision_id, sides.side
),

vanished as (
    select
        decision_id,
        'mentions_vanished' as kind,
        count(*) as evidence_count
    from present
    where counted_count = 0
    group by decision_id
),

challenges as (
    select * from told_again
    union all
    select * from bridged
    union all
    select * from told_apart
    union all
    select * from vanished
),

challenged as (
    select
        challenges.decision_id,
        challenges.kind,
        decisions.attack_id,
        decisions.other_attack_id,
        decisions.analyst,
        decisions.decided_at,
        challenges.evidence_count
    from challenges
    inner join decisions on challenges.decision_id = decisions.decision_id
)

select * from challenged
