-- Which ids lead to another now: an undone merge gives the id that was given up back (change `restored`).
create view ingest.merges_in_force as
select merged.attack_id, merged.other_attack_id, merged.known_from
from ingest.attack_changes as merged
where merged.change = 'merged_into' and not exists (
    select 1 from ingest.attack_changes as restored
    where restored.attack_id = merged.attack_id and restored.change = 'restored'
        and restored.known_from > merged.known_from
);
