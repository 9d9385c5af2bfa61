{{ config(materialized='incremental', unique_key='attack_id') }}

with believed as (
    select * from {{ ref('int_attacks_believed') }}
    where clock = 'published'
),

history as (
    select
        * exclude (clock, belief_id, is_latest, known_from, known_to, first_known_at),
        first_known_at as first_public_at,
        known_from as published_from,
        known_to as published_to
    from believed
)

select * from history
