{% set place_types = ['settlement', 'adm2', 'adm1', 'region', 'country'] %}

with assertions as (
    select * from {{ ref('int_assertions_counted') }}
    where field in ('place', 'site', 'site_relation') and value is not null
),

places as (
    select * from {{ ref('int_places_united') }}
),

sites as (
    select * from {{ ref('int_site_periods_believed') }}
),

dates as (
    select * from {{ ref('int_attack_dates_chosen') }}
),

-- A value counts with all origins that give it; the precision of a site is 0, that of a place its type's.
told as (
    select
        assertions.*,
        if(assertions.field = 'site', 0, {{ code_rank('places.place_type', place_types) }}) as place_rank
    from assertions
    left join places on assertions.field = 'place' and assertions.value = places.place_id
    where assertions.field in ('place', 'site')
),

origins as (
    select
        belief_id,
        field,
        value,
        count(distinct origin_id) as origin_count
    from told
    group by belief_id, field, value
),

best as (
    select
        told.belief_id,
        told.mention_id,
        told.field,
        told.value
    from told
    inner join origins
        on told.belief_id = origins.belief_id and told.field = origins.field and told.value = origins.value
    qualify row_number() over (
        partition by told.belief_id
        order by
            told.place_rank,
            origins.origin_count desc,
            told.stated_at desc,
            told.mention_id,
            told.char_start,
            told.value
    ) = 1
),

same_mention as (
    select
        belief_id,
        mention_id,
        arg_min(value, (place_rank, char_start, value)) as place_id
    from told
    where field = 'place'
    group by belief_id, mention_id
),

relations as (
    select
        belief_id,
        mention_id,
        arg_min(value, (char_start, value)) as site_relation
    from assertions
    where field = 'site_relation'
    group by belief_id, mention_id
),

-- A site is where it stood on the day of the attack.
chosen as (
    select
        best.belief_id,
        if(best.field = 'site', best.value, null) as site_id,
        if(best.field = 'site', relations.site_relation, null) as site_relation,
        if(best.field = 'place', best.value, coalesce(sites.place_id, same_mention.place_id)) as place_id
    from best
    left join dates on best.belief_id = dates.belief_id
    left join sites on best.field = 'site' and {{ stood_on('sites', 'best.value', 'dates.event_date') }}
    left join same_mention on best.belief_id = same_mention.belief_id and best.mention_id = same_mention.mention_id
    left join relations on best.belief_id = relations.belief_id and best.mention_id = relations.mention_id
)

select * from chosen
