with figures as (
    select * from {{ ref('int_casualty_figures_summed') }}
),

reports as (
    select * from {{ ref('int_casualty_reports_counted') }}
    where side in ('target', 'bystander', 'unknown') and harm in ('killed', 'injured', 'any')
),

latest as (
    select *
    from figures
    qualify row_number() over (
        partition by belief_id, harm, origin_id
        order by stated_at desc, mention_id
    ) = 1
),

-- A bound stays NULL where no origin gives one: "at least three" has no upper bound.
ranges as (
    select
        belief_id,
        harm,
        if(count(coalesce(low, best)) = 0, null, min(least(low, best, high))) as low,
        first(best order by stated_at desc, is_own_voice, best desc, origin_id) filter (where best is not null) as best,
        if(count(high) = 0, null, max(greatest(low, best, high))) as high
    from latest
    group by belief_id, harm
),

figures_known as (
    select
        belief_id,
        bool_or(greatest(low, best, high) > 0) as has_count,
        bool_and(greatest(low, best, high) = 0) as has_only_zeros
    from latest
    group by belief_id
),

kinds as (
    select
        belief_id,
        bool_or(report_kind = 'count' and harm = 'any') as has_plain_count,
        bool_or(report_kind = 'none_known_to_source') as has_none_known,
        bool_or(report_kind = 'unclear') as has_unclear
    from reports
    group by belief_id
),

wide as (
    select
        {% for harm in ['killed', 'injured'] %}
        {% for bound in ['low', 'best', 'high'] %}
        any_value({{ bound }}) filter (where harm = '{{ harm }}') as {{ harm }}_{{ bound }},
        {% endfor %}
        {% endfor %}
        belief_id
    from ranges
    group by belief_id
),

ranged as (
    select
        kinds.belief_id,
        wide.killed_low,
        wide.killed_best,
        wide.killed_high,
        wide.injured_low,
        wide.injured_best,
        wide.injured_high,
        case
            when figures_known.has_count or kinds.has_plain_count then 'counted'
            when figures_known.has_only_zeros then 'explicit_zero'
            when kinds.has_none_known then 'none_known_to_source'
            when kinds.has_unclear then 'unclear'
            else 'not_mentioned'
        end as casualty_knowledge
    from kinds
    left join wide on kinds.belief_id = wide.belief_id
    left join figures_known on kinds.belief_id = figures_known.belief_id
)

select * from ranged
