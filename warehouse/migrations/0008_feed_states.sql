-- Where each feed stands after each request to it, and when its items came into its listing and left it.
create table ingest.feed_states (
    fetch_id varchar primary key,
    feed_id varchar not null,
    source_id varchar not null,
    polled_at timestamptz not null,
    status varchar not null,
    reason varchar,
    next_at timestamptz,
    interval_seconds integer not null,
    points double not null,
    failure_count integer not null,
    unusable_count integer not null,
    url varchar,
    etag varchar,
    last_modified varchar,
    sha256 varchar,
    is_guid_unstable boolean not null,
    item_count integer,
    new_count integer,
    is_gap boolean not null,
    arrival_seconds integer,
    news_gap_seconds integer,
    moved_to varchar,
    moved_count integer not null,
    moved_since timestamptz,
    gone_since timestamptz,
    last_ok_at timestamptz,
    last_new_at timestamptz,
    last_full_at timestamptz,
    throttled_until timestamptz,
    loaded_at timestamptz not null
);

create table ingest.listing_changes (
    feed_id varchar not null,
    item_id varchar not null,
    polled_at timestamptz not null,
    is_listed boolean not null,
    primary key (feed_id, item_id, polled_at)
);

alter table ingest.feed_fetches add column is_malformed boolean;
