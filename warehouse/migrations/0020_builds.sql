-- What the facts that stand were built from, one row per input; empty while they are built, and after a build that
-- failed. Not of schema ingest: it is no fact of the world.
create table operation.builds (
    input varchar primary key,
    digest varchar not null,
    built_at timestamptz not null
);
