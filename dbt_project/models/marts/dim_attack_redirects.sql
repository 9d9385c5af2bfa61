with redirects as (
    select * from {{ ref('int_attacks_redirected') }}
),

retired as (
    select
        attack_id,
        current_attack_id,
        known_from,
        reason
    from redirects
)

select * from retired
