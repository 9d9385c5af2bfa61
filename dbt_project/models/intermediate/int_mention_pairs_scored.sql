with mentions as (
    select * from {{ ref('int_mentions_assigned') }}
),

-- Those of touched attacks, and those that a decision was made of.
wanted as (
    select mention_id from mentions
    where {{ is_in('int_attacks_touched', 'attack_id') }}
    union
    select unnest(mention_ids || other_mention_ids) as mention_id
    from {{ ref('int_decisions_dated') }}
    where action in ('merge', 'split')
),

scores as (
    select * from {{ ref('stg_pair_scores') }}
    where
        mention_id in (select wanted.mention_id from wanted)
        or other_mention_id in (select wanted.mention_id from wanted)
),

latest as (
    select *
    from scores
    qualify row_number() over (
        partition by run_id, mention_id, other_mention_id order by known_from desc, method asc
    ) = 1
),

-- Each pair from either side.
sides as (
    select
        run_id,
        mention_id,
        other_mention_id,
        score,
        contributions,
        known_from
    from latest
    union all
    select
        run_id,
        other_mention_id as mention_id,
        mention_id as other_mention_id,
        score,
        contributions,
        known_from
    from latest
),

scored as (
    select
        sides.mention_id,
        sides.other_mention_id,
        mine.attack_id,
        theirs.attack_id as other_attack_id,
        mine.article_version_id,
        sides.score,
        sides.contributions,
        sides.known_from
    from sides
    inner join mentions as mine on sides.mention_id = mine.mention_id and sides.run_id = mine.run_id
    inner join mentions as theirs on sides.other_mention_id = theirs.mention_id and sides.run_id = theirs.run_id
)

select * from scored
