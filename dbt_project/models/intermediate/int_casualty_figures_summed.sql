with reports as (
    select * from {{ ref('int_casualty_reports_counted') }}
    where side in ('target', 'bystander', 'unknown')
),

harms as (
    select unnest(['killed', 'injured']) as harm
),

-- "No casualties" says that nobody was killed and that nobody was injured.
figures as (
    select reports.* replace (harms.harm as harm)
    from reports
    inner join harms
        on reports.harm = harms.harm or (reports.harm = 'any' and reports.report_kind = 'explicit_zero')
    where reports.report_kind in ('count', 'explicit_zero')
),

-- A figure that the text repeats is one figure; the first one stands.
first_stated as (
    select *
    from figures
    qualify row_number() over (
        partition by belief_id, mention_id, origin_id, side, combatant_status, harm
        order by char_start, report_id
    ) = 1
),

-- A plain total beats the sum of its parts: of the dead of one side, then of all sides.
sides as (
    select
        belief_id,
        mention_id,
        stated_at,
        origin_id,
        is_own_voice,
        harm,
        side,
        {% for bound in ['low', 'best', 'high'] %}
        if(
            bool_or(combatant_status = 'unknown'),
            any_value({{ bound }}) filter (where combatant_status = 'unknown'),
            {{ sum_if_known(bound) }}
        ) as {{ bound }},
        {% endfor %}
        bool_or(combatant_status = 'unknown') as has_total
    from first_stated
    group by belief_id, mention_id, stated_at, origin_id, is_own_voice, harm, side
),

summed as (
    select
        belief_id,
        mention_id,
        stated_at,
        origin_id,
        harm,
        {% for bound in ['low', 'best', 'high'] %}
        if(
            bool_or(side = 'unknown' and has_total),
            any_value({{ bound }}) filter (where side = 'unknown'),
            {{ sum_if_known(bound) }}
        )::integer as {{ bound }},
        {% endfor %}
        is_own_voice
    from sides
    group by belief_id, mention_id, stated_at, origin_id, is_own_voice, harm
)

select * from summed
