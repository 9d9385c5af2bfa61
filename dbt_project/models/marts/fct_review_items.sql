{{ config(
    materialized='incremental',
    unique_key=['attack_id', 'other_attack_id'],
    incremental_predicates=['decision_id is not null'],
) }}

{# The sum from which two mentions match: THRESHOLD of ingest.attack.weights. #}
{% set threshold = 3.5 %}

with all_attacks as (
    select * from {{ ref('fct_attacks') }}
),

attacks as (
    select * from all_attacks
    where {{ is_in('int_attacks_touched', 'attack_id') }}
),

challenges as (
    select * from {{ ref('int_decisions_challenged') }}
),

decisions as (
    select * from {{ ref('int_decisions_dated') }}
    where undone_at is null
),

pairs as (
    select * from {{ ref('int_mention_pairs_scored') }}
    where
        {{ is_in('int_attacks_touched', 'attack_id') }}
        or {{ is_in('int_attacks_touched', 'attack_id', 'other_attack_id') }}
),

confirmed as (
    select attack_id
    from decisions
    where action = 'confirm'
),

mentions as (
    select
        attack_id,
        list(distinct mention_id) as mention_ids
    from {{ ref('int_mentions_assigned') }}
    where attack_id in (select confirmed.attack_id from confirmed)
    group by attack_id
),

-- Who confirms an attack has seen what was there to be seen.
seen as (
    select
        mentions.attack_id,
        max(decisions.decided_at) as seen_at
    from mentions
    inner join decisions
        on mentions.attack_id = decisions.attack_id and list_has_all(decisions.mention_ids, mentions.mention_ids)
    where decisions.action = 'confirm'
    group by mentions.attack_id
),

bound as (
    select distinct unnest(mention_ids || other_mention_ids) as mention_id
    from decisions
    where action in ('merge', 'split')
),

dated_challenges as (
    select
        *,
        strftime(decided_at, '%Y-%m-%d') as decided_on
    from challenges
),

challenged as (
    select
        kind,
        attack_id,
        other_attack_id,
        decision_id,
        90 as urgency,
        format(
            case kind
                when 'rejected_told_again' then '{} rejected it on {}; mentions that joined it since: {}'
                when 'split_bridged' then '{} split it on {}; later mentions that match both sides: {}'
                when 'merge_told_apart' then '{} merged two on {}; later articles that tell them apart: {}'
                else '{} decided of it on {}; sides that no report is left of: {}'
            end,
            analyst,
            decided_on,
            evidence_count
        ) as reason,
        format('sigact attack undo {} --reason "…"', decision_id) as command,
        decided_at as evident_from
    from dated_challenges
),

outdated as (
    select
        'set_outdated' as kind,
        attack_id,
        90 as urgency,
        format(
            '{} was set by an analyst; what reports give has changed since', array_to_string(edited_fields, ', ')
        ) as reason,
        format('sigact attack explain {}', attack_id) as command,
        known_from as evident_from
    from attacks
    where review_state = 'needs_review'
),

near_misses as (
    select
        'perhaps_one' as kind,
        pairs.attack_id,
        pairs.other_attack_id,
        50 + 10 * least(max(pairs.score) - {{ threshold }}, 1) as urgency,
        format(
            'mentions of two attacks score {:.2f}, and {{ threshold }} would make them one: {}',
            max(pairs.score),
            regexp_replace(arg_max(pairs.contributions, (pairs.score, pairs.contributions)), '[{}"]', '', 'g')
        ) as reason,
        format('sigact attack merge {} {} --reason "…"', pairs.attack_id, pairs.other_attack_id) as command,
        max(pairs.known_from) as evident_from
    from pairs
    where
        pairs.attack_id < pairs.other_attack_id and pairs.score >= {{ threshold }} - 0.5
        and not (
            pairs.mention_id in (select bound.mention_id from bound)
            and pairs.other_mention_id in (select bound.mention_id from bound)
        )
    group by pairs.attack_id, pairs.other_attack_id
),

best_links as (
    select
        attack_id,
        mention_id,
        max(score) as score,
        max(known_from) as known_from
    from pairs
    where attack_id = other_attack_id and mention_id not in (select bound.mention_id from bound)
    group by attack_id, mention_id
),

weak_links as (
    select
        'perhaps_two' as kind,
        attack_id,
        40 as urgency,
        format(
            '{} is in it with {:.2f}, little above the {{ threshold }} that it takes',
            arg_min(mention_id, (score, mention_id)),
            min(score)
        ) as reason,
        format(
            'sigact attack split {} {} --reason "…"', attack_id, arg_min(mention_id, (score, mention_id))
        ) as command,
        max(known_from) as evident_from
    from best_links
    group by attack_id
    having min(score) < {{ threshold }} + 0.5
),

disagreements as (
    select
        'figures_apart' as kind,
        attack_id,
        30 as urgency,
        format('reports give from {} to {} killed', killed_low, killed_high) as reason,
        format('sigact attack explain {}', attack_id) as command,
        known_from as evident_from
    from attacks
    where killed_high - killed_low >= 5 and killed_high >= 2 * killed_low
    union all by name
    select
        'attacker_contested' as kind,
        attack_id,
        30 as urgency,
        format('who did it is contested; the most credible is {}', attacker_best_name) as reason,
        format('sigact attack explain {}', attack_id) as command,
        known_from as evident_from
    from attacks
    where attacker_status = 'contested'
),

unresolved as (
    select
        'attacker_unlisted' as kind,
        attack_id,
        20 as urgency,
        format('{} were killed, and “{}” is in no list of actors', killed_best, attacker_best_name) as reason,
        format('sigact attack set {} attacker_best_id=… --reason "…"', attack_id) as command,
        known_from as evident_from
    from attacks
    where killed_best > 0 and attacker_best_name is not null and attacker_best_id is null
    union all by name
    select
        'place_unknown' as kind,
        attack_id,
        20 as urgency,
        format('{} were killed, and no known place is named', killed_best) as reason,
        format('sigact attack set {} place_id=… --reason "…"', attack_id) as command,
        known_from as evident_from
    from attacks
    where killed_best > 0 and place_id is null
),

found as (
    select * from challenged
    union all by name
    select * from outdated
    union all by name
    select * from near_misses
    union all by name
    select * from weak_links
    union all by name
    select * from disagreements
    union all by name
    select * from unresolved
),

-- Among items that are as urgent, the deadlier attack comes first.
items as (
    select
        concat_ws(' ', found.kind, found.attack_id, coalesce(found.decision_id, found.other_attack_id)) as item_key,
        found.kind,
        found.attack_id,
        found.other_attack_id,
        found.decision_id,
        round(found.urgency + least(2 * ln(1 + coalesce(attacks.killed_high, attacks.killed_best, 0)), 9), 2)::double
            as priority,
        found.reason,
        found.command
    from found
    left join all_attacks as attacks on found.attack_id = attacks.attack_id
    left join seen on found.attack_id = seen.attack_id
    where seen.seen_at is null or seen.seen_at < found.evident_from
)

select * from items
