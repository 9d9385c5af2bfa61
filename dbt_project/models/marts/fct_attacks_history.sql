{{ config(materialized='incremental', unique_key='attack_id') }}

with believed as (
    select * from {{ ref('int_attacks_believed') }}
    where clock = 'believed'
),

history as (
    select * exclude (clock, belief_id, is_latest)
    from believed
)

select * from history
