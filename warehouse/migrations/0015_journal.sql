-- The lines of the journal (archive/journal) whose rows are stored: what a killed run left is told from what it did.
create table ingest.journal_lines (
    commit_id varchar primary key,
    file varchar not null,
    size_bytes bigint not null
);
