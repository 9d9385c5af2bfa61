-- Pages that agencies' services were asked for. The newest row of a source says where to go on: it is written in one
-- transaction with the entries of its page, so that a run that is cut off neither loses nor doubles any.
create table ingest.wire_polls (
    poll_id varchar primary key,
    source_id varchar not null,
    capture_id varchar not null,
    service_url varchar not null,
    polled_at timestamptz not null,
    page_no integer not null,
    status integer,
    error varchar,
    item_count integer,
    unread_reason varchar,
    cursor varchar,
    has_more boolean not null,
    failure_count integer not null,
    next_at timestamptz not null,
    loaded_at timestamptz not null
);
