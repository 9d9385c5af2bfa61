-- Texts that count more munitions intercepted or come down than launched: fct_attacks leaves those counts out.
{{ config(severity='warn') }}

with munitions as (
    select * from {{ ref('int_mention_munitions_checked') }}
)

select * from munitions
where is_contradictory
