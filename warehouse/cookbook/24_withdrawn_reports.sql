-- Which reports were withdrawn by their publishers, and does the attack still stand without them?
select
    withdrawals.withdrawn_at,
    sources.name as source,
    withdrawals.reason,
    withdrawals.attack_id,
    withdrawals.is_attack_still_told
from fct_withdrawals as withdrawals
inner join dim_sources as sources using (source_id)
order by withdrawals.withdrawn_at, withdrawals.attack_id
