-- Who died: civilians, fighters, soldiers, police?
-- The highest figure of each origin's latest report would be a policy of its own; here reports are listed, not added up.
select
    side,
    combatant_status,
    count(distinct attack_id) as attacks,
    count(*) as reports,
    count(*) filter (best is null) as reports_without_number
from fct_casualty_reports
where harm = 'killed'
group by side, combatant_status
order by side, combatant_status
