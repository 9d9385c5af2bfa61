{% set numbers = ['launched', 'intercepted', 'impacted', 'killed', 'injured'] %}
{% set types = {
    'event_type': 'varchar', 'weapon_type': 'varchar',
    'occurred_start': 'timestamptz', 'occurred_end': 'timestamptz', 'event_date': 'date',
    'date_granularity': 'varchar', 'place_id': 'varchar', 'site_id': 'varchar', 'site_relation': 'varchar',
    'target_site_id': 'varchar', 'target_actor_id': 'varchar', 'target_is_stated': 'boolean',
    'attacker_best_id': 'varchar', 'attacker_status': 'varchar',
    'interceptor_actor_id': 'varchar', 'outcome': 'varchar', 'outcome_claimed': 'varchar', 'damage': 'varchar',
} %}
{% for number in numbers %}
{% for bound in ['low', 'best', 'high'] %}
{% do types.update({number ~ '_' ~ bound: 'integer'}) %}
{% endfor %}
{% endfor %}

with derived as (
    select * from {{ ref('int_attack_values_derived') }}
),

states as (
    select * from {{ ref('int_beliefs_formed') }}
    where clock = 'believed'
),

beliefs as (
    select distinct
        belief_id,
        attack_id,
        unnest(decision_ids) as decision_id
    from {{ ref('int_beliefs_formed') }}
),

decisions as (
    select * from {{ ref('int_decisions_applied') }}
),

actors as (
    select * from {{ ref('actors') }}
),

sites as (
    select * from {{ ref('int_site_periods_believed') }}
),

places as (
    select * from {{ ref('int_places_united') }}
),

held as (
    select
        beliefs.belief_id,
        decisions.*
    from beliefs
    inner join decisions on beliefs.attack_id = decisions.attack_id and beliefs.decision_id = decisions.decision_id
),

reviews as (
    select
        belief_id,
        bool_or(action = 'reject') as is_rejected,
        bool_or(action = 'confirm') as is_confirmed
    from held
    group by belief_id
),

-- Of two decisions on one field the later one holds.
latest_sets as (
    select *
    from held
    where action = 'set'
    qualify row_number() over (partition by belief_id, field order by decided_at desc, decision_id desc) = 1
),

sets as (
    select
        belief_id,
        list(field order by field) as edited_fields,
        map_from_entries(list((field, new_value))) as new_values
    from latest_sets
    group by belief_id
),

texts as (
    select
        belief_id,
        to_json(derived) as value_texts
    from derived
),

-- The evidence has moved on where it gives neither what it gave when the analyst decided nor what was decided.
disputes as (
    select
        latest_sets.belief_id,
        bool_or(
            now_texts.value_texts ->> latest_sets.field is distinct from then_texts.value_texts ->> latest_sets.field
            and now_texts.value_texts ->> latest_sets.field is distinct from latest_sets.new_value
        ) as is_disputed
    from latest_sets
    inner join states
        on latest_sets.attack_id = states.attack_id and latest_sets.held_from = states.known_from
    inner join texts as then_texts on states.belief_id = then_texts.belief_id
    inner join texts as now_texts on latest_sets.belief_id = now_texts.belief_id
    group by latest_sets.belief_id
),

decided as (
    select
        derived.*,
        coalesce(sets.edited_fields, []) as edited_fields,
        coalesce(disputes.is_disputed, false) as is_disputed,
        sets.new_values,
        coalesce(reviews.is_rejected, false) as is_rejected,
        coalesce(reviews.is_confirmed, false) as is_confirmed
    from derived
    left join sets on derived.belief_id = sets.belief_id
    left join disputes on derived.belief_id = disputes.belief_id
    left join reviews on derived.belief_id = reviews.belief_id
),

overridden as (
    select
        * exclude (new_values) replace (
            {% for column, type in types.items() %}
            if(
                list_contains(edited_fields, '{{ column }}'),
                try_cast(map_extract(new_values, '{{ column }}')[1] as {{ type }}),
                {{ column }}
            ) as {{ column }}{{ "," if not loop.last }}
            {% endfor %}
        ),
        attacker_best_id as derived_attacker_best_id
    from decided
),

-- What was not decided follows what was, so that the laws of an attack hold: who sets a site or a day moves the place.
placed as (
    select
        overridden.* replace (
            if({{ is_edited('place_id') }}, overridden.place_id, coalesce(sites.place_id, overridden.place_id))
                as place_id,
            if(
                {{ is_edited('place_id') }} and not {{ is_edited('site_id') }}
                and sites.place_id is distinct from overridden.place_id, null, overridden.site_id
            ) as site_id
        )
    from overridden
    left join sites on {{ stood_on('sites', 'overridden.site_id', 'overridden.event_date') }}
),

zoned as (
    select
        placed.* replace (
            if(
                placed.site_id is null or ({{ is_edited('site_id') }} and not {{ is_edited('site_relation') }}),
                null,
                placed.site_relation
            ) as site_relation
        ),
        places.timezone
    from placed
    left join places on placed.place_id = places.place_id
),

dated as (
    select
        * exclude (timezone) replace (
            if(
                {{ is_edited('occurred_start') }} and not {{ is_edited('event_date') }}
                and not coalesce(
                    event_date between timezone(coalesce(timezone, 'UTC'), occurred_start)::date
                    and timezone(coalesce(timezone, 'UTC'), occurred_end)::date,
                    false
                ),
                if(
                    timezone(coalesce(timezone, 'UTC'), occurred_start)::date
                    = timezone(coalesce(timezone, 'UTC'), occurred_end)::date,
                    timezone(coalesce(timezone, 'UTC'), occurred_start)::date,
                    null
                ),
                event_date
            ) as event_date,
            if(
                {{ is_edited('event_date') }} and not {{ is_edited('occurred_start') }},
                timezone(coalesce(timezone, 'UTC'), event_date::timestamp),
                occurred_start
            ) as occurred_start,
            if(
                {{ is_edited('event_date') }} and not {{ is_edited('occurred_end') }},
                timezone(coalesce(timezone, 'UTC'), event_date::timestamp + interval 86399 second),
                occurred_end
            ) as occurred_end,
            if(
                {{ is_edited('event_date') }} and not {{ is_edited('date_granularity') }},
                if(event_date is null, 'unknown', 'day'),
                date_granularity
            ) as date_granularity,
            if(
                {{ is_edited('event_date') }} or {{ is_edited('occurred_start') }},
                if({{ is_edited('event_date') }} and event_date is null, null, 'analyst'),
                date_basis
            ) as date_basis
        )
    from zoned
),

-- The day decides where a site stood, whoever gave either.
located as (
    select
        dated.*,
        coalesce(sites.latitude, places.latitude) as latitude,
        coalesce(sites.longitude, places.longitude) as longitude,
        if(sites.latitude is null, null, sites.coord_uncertainty_m) as coord_uncertainty_m
    from dated
    left join sites on {{ stood_on('sites', 'dated.site_id', 'dated.event_date') }}
    left join places on dated.place_id = places.place_id
),

attributed as (
    select
        located.* replace (
            if({{ is_edited('attacker_best_id') }}, actors.name, located.attacker_best_name) as attacker_best_name,
            case
                when {{ is_edited('attacker_status') }} then located.attacker_status
                when
                    {{ is_edited('attacker_best_id') }}
                    and located.attacker_best_id is distinct from located.derived_attacker_best_id
                    then 'assessed_likely'
                else located.attacker_status
            end as attacker_status
        )
    from located
    left join actors on located.attacker_best_id = actors.actor_id
),

named as (
    select
        * exclude (derived_attacker_best_id) replace (
            if(attacker_status = 'unattributed' and {{ is_edited('attacker_status') }}, null, attacker_best_id)
                as attacker_best_id,
            if(attacker_status = 'unattributed' and {{ is_edited('attacker_status') }}, null, attacker_best_name)
                as attacker_best_name,
            if(attacker_best_name is null, 'unattributed', attacker_status) as attacker_status
        )
    from attributed
),

bounded as (
    select
        * replace (
            {% for number in numbers %}
            {% for bound, other, side in [('low', 'high', 'least'), ('high', 'low', 'greatest')] %}
            if(
                {{ is_edited(number ~ '_' ~ bound) }} or {{ number }}_{{ bound }} is null,
                {{ number }}_{{ bound }},
                {{ side }}(
                    {{ number }}_{{ bound }},
                    if({{ is_edited(number ~ '_best') }}, {{ number }}_best, null),
                    if({{ is_edited(number ~ '_' ~ other) }}, {{ number }}_{{ other }}, null)
                )
            ) as {{ number }}_{{ bound }},
            {% endfor %}
            if(
                not {{ is_edited(number ~ '_best') }}
                and (
                    coalesce({{ is_edited(number ~ '_low') }} and {{ number }}_best < {{ number }}_low, false)
                    or coalesce({{ is_edited(number ~ '_high') }} and {{ number }}_best > {{ number }}_high, false)
                ),
                null,
                {{ number }}_best
            ) as {{ number }}_best{{ "," if not loop.last }}
            {% endfor %}
        )
    from named
),

compared as (
    select
        *,
        list_has_any(edited_fields, ['launched_best', 'intercepted_best', 'impacted_best'])
        and coalesce(coalesce(intercepted_best, 0) + coalesce(impacted_best, 0) > launched_best, false) as is_over
    from bounded
),

-- A count that the texts gave and that does not fit the one that was set is not known any more.
counted as (
    select
        * exclude (is_over) replace (
            {% for number in ['launched', 'intercepted', 'impacted'] %}
            {% for bound in ['low', 'best', 'high'] %}
            if(
                is_over and not {{ is_edited(number ~ '_best') }}
                and {{ 'true' if number == 'launched' else is_edited('launched_best') }},
                null,
                {{ number }}_{{ bound }}
            ) as {{ number }}_{{ bound }},
            {% endfor %}
            {% endfor %}
            case
                when
                    not list_has_any(
                        edited_fields,
                        ['killed_low', 'killed_best', 'killed_high', 'injured_low', 'injured_best', 'injured_high']
                    )
                    then casualty_knowledge
                when greatest(killed_low, killed_best, killed_high, injured_low, injured_best, injured_high) > 0
                    then 'counted'
                when greatest(killed_best, injured_best) = 0 then 'explicit_zero'
                else 'unclear'
            end as casualty_knowledge
        )
    from compared
),

edited as (
    select
        * exclude (is_rejected, is_confirmed, is_disputed) replace (if(is_rejected, 'discounted', grade) as grade),
        case
            when is_rejected then 'rejected'
            when is_disputed then 'needs_review'
            when len(edited_fields) > 0 then 'analyst_edited'
            when is_confirmed then 'analyst_confirmed'
            else 'auto'
        end as review_state
    from counted
)

select * from edited
