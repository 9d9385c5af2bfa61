-- Who reports first, and how long do the others take?
with first_told as (
    select attack_id, source_id, min(published_at) as told_at
    from fct_evidence
    where evidence_kind = 'mention'
    group by attack_id, source_id
),

ranked as (
    select
        *,
        row_number() over (partition by attack_id order by told_at, source_id) as place,
        count(*) over (partition by attack_id) as outlets,
        epoch(told_at - min(told_at) over (partition by attack_id)) / 3600 as hours_behind
    from first_told
)

select
    name as source,
    count(*) as attacks_told,
    count(*) filter (place = 1 and outlets > 1) as first_of_several,
    round(median(hours_behind) filter (place > 1), 1) as median_hours_behind
from ranked
inner join dim_sources using (source_id)
group by name
order by first_of_several desc, name
