-- What the seeds said when: a row that changed gets a new row beside the old one, and one that went a row without content.
create table ingest.reference_rows (
    seed varchar not null,
    row_key varchar not null,
    content varchar,
    known_from timestamptz not null,
    primary key (seed, row_key, known_from)
);
