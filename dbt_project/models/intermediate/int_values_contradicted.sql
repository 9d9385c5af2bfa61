with recursive mentions as (
    select * from {{ ref('int_mentions_counted') }}
    where is_current
),

beliefs as (
    select distinct
        belief_id,
        attack_id
    from mentions
),

origins as (
    select * from {{ ref('int_mention_origins_stated') }}
),

assertions as (
    select * from {{ ref('int_assertions_counted') }}
    where is_current
),

munitions as (
    select * from {{ ref('int_mention_munitions_checked') }}
),

figures as (
    select * from {{ ref('int_casualty_figures_summed') }}
),

attackers as (
    select * from {{ ref('int_attackers_named') }}
),

actors as (
    select * from {{ ref('actors') }}
),

related_actors as (
    select * from {{ ref('int_actor_relations_closed') }}
),

places as (
    select * from {{ ref('int_places_united') }}
),

reference_rows as (
    select * from {{ ref('int_reference_rows_dated') }}
),

site_relations as (
    {{ seed_rows('site_relations', {'site_id': 'varchar', 'related_site_id': 'varchar'}) }}
),

weapons as (
    select * from {{ ref('weapons') }}
),

-- What each origin says of a field: a count as a range, a date as an interval, all else as a code.
told as (
    select
        mentions.belief_id,
        'event_type' as field,
        mentions.event_type as value,
        null::bigint as least_value,
        null::bigint as greatest_value,
        origins.origin_id,
        mentions.stated_at
    from mentions
    inner join origins on mentions.belief_id = origins.belief_id and mentions.mention_id = origins.mention_id
    where mentions.event_type != 'other'
    union all
    select
        mentions.belief_id,
        'event_date' as field,
        mentions.event_date::varchar as value,
        epoch_us(mentions.occurred_start) as least_value,
        epoch_us(mentions.occurred_end) as greatest_value,
        origins.origin_id,
        mentions.stated_at
    from mentions
    inner join origins on mentions.belief_id = origins.belief_id and mentions.mention_id = origins.mention_id
    where mentions.event_date is not null and mentions.date_basis != 'publication_date_fallback'
    union all
    select
        belief_id,
        case field
            when 'weapon' then 'weapon_type'
            when 'interceptor' then 'interceptor_actor_id'
            else field || '_id'
        end as field,
        value,
        null::bigint as least_value,
        null::bigint as greatest_value,
        origin_id,
        stated_at
    from assertions
    where field in ('weapon', 'place', 'site', 'target_site', 'target_actor', 'interceptor') and value is not null
    union all
    select
        belief_id,
        'outcome' as field,
        value,
        null::bigint as least_value,
        null::bigint as greatest_value,
        origin_id,
        stated_at
    from assertions
    where field = 'outcome' and value != 'unknown'
    union all
    {% for field in ['launched', 'intercepted', 'impacted'] %}
    select
        munitions.belief_id,
        '{{ field }}' as field,
        null as value,
        coalesce(munitions.{{ field }}_low, munitions.{{ field }}_best) as least_value,
        coalesce(munitions.{{ field }}_high, munitions.{{ field }}_best) as greatest_value,
        origins.origin_id,
        munitions.stated_at
    from munitions
    inner join origins on munitions.belief_id = origins.belief_id and munitions.mention_id = origins.mention_id
    where coalesce(munitions.{{ field }}_low, munitions.{{ field }}_best, munitions.{{ field }}_high) is not null
    union all
    {% endfor %}
    select
        belief_id,
        harm as field,
        null as value,
        coalesce(low, best) as least_value,
        coalesce(high, best) as greatest_value,
        origin_id,
        stated_at
    from figures
    where coalesce(low, best, high) is not null
    union all
    select
        attackers.belief_id,
        'attacker_best_id' as field,
        attackers.attacker_id as value,
        null::bigint as least_value,
        null::bigint as greatest_value,
        attackers.origin_id,
        attackers.last_stated_at as stated_at
    from attackers
    inner join actors on attackers.attacker_id = actors.actor_id
    where attackers.status != 'denied' and not coalesce(actors.is_class, false)
),

-- What an origin has said last is what it says.
latest as (
    select
        beliefs.attack_id,
        case
            when told.least_value is not null or told.greatest_value is not null then 'range'
            when told.field in ('site_id', 'target_site_id') then 'site_id'
            when told.field in ('target_actor_id', 'interceptor_actor_id', 'attacker_best_id') then 'actor_id'
            else told.field
        end as kind,
        told.* replace (
            coalesce(
                told.value,
                if(
                    told.least_value is not distinct from told.greatest_value,
                    told.least_value::varchar,
                    coalesce(told.least_value::varchar, '') || '..' || coalesce(told.greatest_value::varchar, '')
                )
            ) as value
        )
    from told
    inner join beliefs on told.belief_id = beliefs.belief_id
    qualify told.stated_at = max(told.stated_at) over (partition by told.belief_id, told.field, told.origin_id)
),

-- Every place that lies around a place that is told, itself included.
around as (
    select distinct
        value as place_id,
        value as around_place_id
    from latest
    where field = 'place_id'
    union
    select
        around.place_id,
        places.parent_place_id as around_place_id
    from around
    inner join places on around.around_place_id = places.place_id
    where places.parent_place_id is not null
),

-- Values that go together: one lies in the other, is part of it, is next to it, or is of its class.
kin as (
    select
        'place_id' as kind,
        place_id as value,
        around_place_id as other_value
    from around
    union
    select
        'site_id' as kind,
        site_id as value,
        related_site_id as other_value
    from site_relations
    where known_to is null
    union
    select
        'actor_id' as kind,
        actor_id as value,
        related_actor_id as other_value
    from related_actors
    union
    select
        'weapon_type' as kind,
        ours.weapon_type as value,
        theirs.weapon_type as other_value
    from weapons as ours
    inner join weapons as theirs
        on
            ours.weapon_class = theirs.weapon_class
            or ours.weapon_type in ('other', 'unknown') or theirs.weapon_type in ('other', 'unknown')
),

kin_both_ways as (
    select * from kin
    union
    select
        kind,
        other_value as value,
        value as other_value
    from kin
),

-- Two that can both be true are no contradiction.
pairs as (
    select distinct
        ours.attack_id,
        ours.field,
        ours.value
    from latest as ours
    inner join latest as theirs
        on
            ours.attack_id = theirs.attack_id and ours.field = theirs.field
            and ours.origin_id != theirs.origin_id and ours.value != theirs.value
    left join kin_both_ways
        on
            ours.kind = kin_both_ways.kind and ours.value = kin_both_ways.value
            and theirs.value = kin_both_ways.other_value
    where
        kin_both_ways.kind is null
        and case ours.kind
            when 'range'
                then ours.least_value > theirs.greatest_value or theirs.least_value > ours.greatest_value
            when 'outcome'
                then
                    not (
                        'partly_intercepted_hit' in (ours.value, theirs.value) and 'hit' in (ours.value, theirs.value)
                    )
            else true
        end
),

contradicted as (
    select
        latest.attack_id,
        latest.field,
        latest.value,
        count(distinct latest.origin_id)::integer as origin_count,
        list(distinct latest.origin_id order by latest.origin_id) as origin_ids,
        min(latest.stated_at) as first_stated_at,
        max(latest.stated_at) as last_stated_at
    from latest
    inner join pairs
        on latest.attack_id = pairs.attack_id and latest.field = pairs.field and latest.value = pairs.value
    group by latest.attack_id, latest.field, latest.value
)

select * from contradicted
