-- Table macros of the published file. Names have two parts: the catalog is called what a reader calls the file.
create macro marts.attacks_believed_asof(ts) as table
select history.* exclude (known_to)
from marts.fct_attacks_history as history
where
    history.known_from <= ts::timestamptz and coalesce(ts::timestamptz < history.known_to, true)
    and history.review_state != 'rejected';

create macro marts.attacks_published_asof(ts) as table
select history.* exclude (published_to)
from marts.fct_attacks_published_history as history
where
    history.published_from <= ts::timestamptz and coalesce(ts::timestamptz < history.published_to, true)
    and history.review_state != 'rejected';

create macro marts.casualties_published_asof(ts) as table
select
    history.attack_id,
    history.event_date,
    harms.harm,
    case harms.harm when 'killed' then history.killed_low else history.injured_low end as low,
    case harms.harm when 'killed' then history.killed_best else history.injured_best end as best,
    case harms.harm when 'killed' then history.killed_high else history.injured_high end as high,
    history.casualty_knowledge,
    history.origin_count,
    history.published_from
from marts.fct_attacks_published_history as history
cross join (values ('killed'), ('injured')) as harms (harm)
where
    history.published_from <= ts::timestamptz and coalesce(ts::timestamptz < history.published_to, true)
    and history.review_state != 'rejected';

-- A value that did not change is one line, and what changed it stands beside it.
create macro marts.belief_history(attack_id, field) as table
with told as (
    select
        history.known_from,
        history.known_to,
        case
            when json_exists(to_json(history), '$.' || field) then json_extract_string(to_json(history), '$.' || field)
            else error('fct_attacks has no column ' || field)
        end as value
    from marts.fct_attacks_history as history
    where history.attack_id = attack_id
),

compared as (
    select
        told.*,
        coalesce(
            told.value is not distinct from lag(told.value) over (order by told.known_from)
            and told.known_from = lag(told.known_to) over (order by told.known_from),
            false
        ) as is_continued
    from told
),

numbered as (
    select
        compared.*,
        count_if(not compared.is_continued) over (order by compared.known_from rows unbounded preceding) as value_no
    from compared
),

held as (
    select
        min(numbered.known_from) as known_from,
        case when not bool_or(numbered.known_to is null) then max(numbered.known_to) end as known_to,
        any_value(numbered.value) as value
    from numbered
    group by numbered.value_no
),

causes as (
    select
        changes.changed_at,
        list(changes.change order by changes.change, articles.published_at, changes.article_version_id, changes.decision_id) as changes,
        list(
            coalesce(
                decisions.action || ' by ' || decisions.analyst || ': ' || decisions.reason,
                articles.source_id || ': ' || coalesce(articles.title, articles.url, changes.article_version_id)
            )
            order by changes.change, articles.published_at, changes.article_version_id, changes.decision_id
        ) as changed_by,
        list(changes.article_version_id order by changes.change, articles.published_at, changes.article_version_id)
            filter (where changes.article_version_id is not null) as article_version_ids,
        list(changes.decision_id order by changes.decision_id)
            filter (where changes.decision_id is not null) as decision_ids
    from marts.fct_belief_changes as changes
    left join marts.dim_articles as articles on changes.article_version_id = articles.article_version_id
    left join marts.fct_decisions as decisions on changes.decision_id = decisions.decision_id
    where changes.attack_id = attack_id and changes.clock = 'believed'
    group by changes.changed_at
)

select
    held.known_from,
    held.known_to,
    held.value,
    causes.changes,
    causes.changed_by,
    causes.article_version_ids,
    causes.decision_ids
from held
left join causes on held.known_from = causes.changed_at
order by held.known_from;

create macro marts.report_delay_hours() as table
select
    told.attack_id,
    told.article_id,
    told.source_id,
    told.published_at,
    told.report_delay_hours_low,
    told.report_delay_hours_high
from marts.bridge_attack_articles as told
where told.report_delay_hours_high is not null;

comment on macro table marts.attacks_believed_asof is
'fct_attacks as this warehouse believed it at an instant: attacks_believed_asof(timestamptz ''2026-03-11 12:00:00+00'').';
comment on macro table marts.attacks_published_asof is
'fct_attacks by the articles that were public at an instant, read with all that is known today.';
comment on macro table marts.casualties_published_asof is
'Killed and injured by the articles that were public at an instant. One row per attack and harm.';
comment on macro table marts.belief_history is
'Which value a column of fct_attacks had for an attack, from when to when, and which articles or decisions changed it: belief_history(''att_…'', ''killed_best'').';
comment on macro table marts.report_delay_hours is
'Hours from an attack to each article that tells of it, least and most. One row per attack and article.';
