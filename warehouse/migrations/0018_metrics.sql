-- What runs cost. Not of schema ingest: it is no fact of the world, and a replay need not give it again.
create schema if not exists operation;

create table if not exists operation.steps (
    run_id varchar not null,
    step varchar not null,
    started_at timestamptz not null,
    seconds double not null,
    waited_seconds double not null,
    rows_added map(varchar, bigint) not null
);
