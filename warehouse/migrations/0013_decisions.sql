-- What analysts decide of attacks. Append-only: nothing is changed or deleted, an `undo` row cancels an earlier one.
-- A decision wins over the machine until it is undone; of two that contradict each other the later one holds
-- (decided_at, of which no two are equal).
--
--   action   says                                                            has
--   merge    the mentions of both tell of one attack                         other_attack_id, both lists of mentions
--   split    the mentions of one list tell of another attack than the other  other_attack_id, both lists of mentions
--   reject   it is no attack: review_state `rejected`, left out of counts    -
--   confirm  a person has looked at it and agrees                            -
--   set      a column of fct_attacks has this value, whatever articles say   field, new_value (NULL: not known)
--   undo     an earlier decision is cancelled                                undoes
--
-- attack_id: the attack that was decided of, under its current id at that time; it may have become part of another
-- since (attack_changes). merge: the id that stays; split: the id of those that stay. other_attack_id: the id that the
-- others had (merge) or have got (split).
-- mention_ids: the mentions of attack_id at that time; split: those that stay. other_mention_ids: those of the attack
-- that was merged into it, or those that went; empty otherwise. Evidence that is in neither list came later.
-- old_value, new_value: the value before and after as text, as duckdb casts it; an instant is in UTC.
-- merge, split and their undo act in resolution, and so through attack_membership; set and reject act in dbt.
create table ingest.analyst_decisions (
    decision_id varchar primary key,
    decided_at timestamptz not null,
    analyst varchar not null,
    action varchar not null,
    attack_id varchar not null,
    other_attack_id varchar,
    mention_ids varchar[] not null,
    other_mention_ids varchar[] not null,
    field varchar,
    old_value varchar,
    new_value varchar,
    reason varchar not null,
    undoes varchar
);
