-- Texts that count more munitions intercepted or come down than launched: fct_attacks leaves those counts out.
{{ config(severity='warn') }}

with munitions as (
    select * from {{ ref('int_mention_munitions_checked') }}
),

mentions as (
    select * from {{ ref('int_mentions_counted') }}
    where is_current
)

select munitions.*
from munitions
inner join mentions on munitions.belief_id = mentions.belief_id and munitions.mention_id = mentions.mention_id
where munitions.is_contradictory
