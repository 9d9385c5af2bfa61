-- Statements about attacks in bulk: kept beside the mentions, never counted as attacks.
create table ingest.aggregate_statements (
    run_id varchar not null,
    statement_id varchar not null,
    article_version_id varchar not null,
    low integer,
    best integer,
    high integer,
    actor_id varchar,
    place_id varchar,
    text varchar not null,
    chain_id varchar not null,
    sent_no integer not null,
    char_start integer not null,
    char_end integer not null,
    loaded_at timestamptz not null,
    primary key (run_id, statement_id)
);
