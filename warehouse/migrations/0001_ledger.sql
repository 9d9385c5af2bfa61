-- The ledger: schema ingest, written by Python, append-only. Instants are UTC.
create schema if not exists ingest;

create table ingest.meta (
    key varchar primary key,
    value varchar not null
);

create table ingest.sources (
    source_id varchar not null,
    name varchar not null,
    kind varchar not null,
    homepage varchar not null,
    country_iso3 varchar,
    language varchar not null,
    scale varchar not null,
    timezone varchar not null,
    feed_count integer not null,
    has_wire boolean not null,
    valid_from timestamptz not null,
    primary key (source_id, valid_from)
);

create table ingest.captures (
    capture_id varchar primary key,
    kind varchar not null,
    source_id varchar not null,
    feed_id varchar,
    entry_ids varchar[] not null,
    url varchar not null,
    final_url varchar not null,
    status integer,
    error varchar,
    polled_at timestamptz not null,
    fetched_at timestamptz not null,
    etag varchar,
    last_modified varchar,
    content_type varchar,
    sha256 varchar,
    size_bytes bigint not null,
    warc_file varchar not null,
    warc_offset bigint not null,
    warc_length bigint not null
);

create table ingest.feed_fetches (
    fetch_id varchar primary key,
    feed_id varchar not null,
    source_id varchar not null,
    capture_id varchar not null,
    polled_at timestamptz not null,
    status integer,
    etag varchar,
    last_modified varchar,
    size_bytes bigint not null,
    entry_count integer,
    error varchar,
    loaded_at timestamptz not null
);

create table ingest.entries (
    entry_id varchar primary key,
    item_id varchar not null,
    source_id varchar not null,
    feed_id varchar,
    capture_id varchar not null,
    kind varchar not null,
    guid varchar not null,
    version varchar,
    link varchar,
    title varchar,
    summary varchar,
    body varchar,
    published_at timestamptz,
    published_basis varchar,
    updated_at timestamptz,
    credit varchar,
    dateline varchar,
    byline varchar,
    language varchar,
    is_correction boolean not null,
    first_seen_at timestamptz not null,
    loaded_at timestamptz not null
);

create table ingest.failures (
    entry_id varchar not null,
    capture_id varchar not null,
    failed_at timestamptz not null,
    error varchar not null,
    loaded_at timestamptz not null,
    primary key (entry_id, capture_id)
);

create table ingest.rejections (
    entry_id varchar primary key,
    capture_id varchar not null,
    rejected_at timestamptz not null,
    reason varchar not null,
    detail varchar,
    loaded_at timestamptz not null
);

create table ingest.articles (
    article_id varchar primary key,
    source_id varchar not null,
    canonical_url varchar,
    guid varchar,
    first_seen_at timestamptz not null,
    loaded_at timestamptz not null
);

create table ingest.article_versions (
    article_version_id varchar primary key,
    article_id varchar not null,
    source_id varchar not null,
    entry_id varchar not null,
    capture_id varchar not null,
    version_no integer not null,
    change_kind varchar not null,
    title varchar,
    text varchar not null,
    text_sha256 varchar not null,
    word_count integer not null,
    language varchar,
    published_at timestamptz,
    published_basis varchar,
    updated_at timestamptz,
    dateline varchar,
    byline varchar,
    credit varchar,
    near_dup_of varchar,
    first_seen_at timestamptz not null,
    loaded_at timestamptz not null
);

create table ingest.sentences (
    article_version_id varchar not null,
    sent_no integer not null,
    para_no integer not null,
    char_start integer not null,
    char_end integer not null,
    section_role varchar not null,
    primary key (article_version_id, sent_no)
);

create table ingest.coding_runs (
    run_id varchar primary key,
    known_at timestamptz not null,
    coder_kind varchar not null,
    coder_version varchar not null,
    codebook_version varchar not null
);

create table ingest.coded_versions (
    run_id varchar not null,
    article_version_id varchar not null,
    status varchar not null,
    detail varchar,
    loaded_at timestamptz not null,
    primary key (run_id, article_version_id)
);

create table ingest.mentions (
    run_id varchar not null,
    mention_id varchar not null,
    article_version_id varchar not null,
    ordinal integer not null,
    event_type varchar not null,
    attack_status varchar not null,
    is_countable boolean not null,
    occurred_start timestamptz,
    occurred_end timestamptz,
    event_date date,
    date_granularity varchar not null,
    date_basis varchar,
    confidence double not null,
    reason varchar not null,
    sent_no integer not null,
    char_start integer not null,
    char_end integer not null,
    loaded_at timestamptz not null,
    primary key (run_id, mention_id)
);

create table ingest.assertions (
    run_id varchar not null,
    assertion_id varchar not null,
    mention_id varchar not null,
    field varchar not null,
    value varchar,
    text varchar,
    low integer,
    best integer,
    high integer,
    certainty varchar not null,
    voice varchar not null,
    chain_id varchar not null,
    sent_no integer not null,
    char_start integer not null,
    char_end integer not null,
    loaded_at timestamptz not null,
    primary key (run_id, assertion_id)
);

create table ingest.claims (
    run_id varchar not null,
    claim_id varchar not null,
    mention_id varchar not null,
    stance varchar not null,
    speaker_actor_id varchar,
    speaker_text varchar,
    about_actor_id varchar,
    about_text varchar,
    certainty varchar not null,
    claim_mode varchar not null,
    chain_id varchar not null,
    sent_no integer not null,
    char_start integer not null,
    char_end integer not null,
    loaded_at timestamptz not null,
    primary key (run_id, claim_id)
);

create table ingest.casualty_reports (
    run_id varchar not null,
    report_id varchar not null,
    mention_id varchar not null,
    side varchar not null,
    combatant_status varchar not null,
    harm varchar not null,
    report_kind varchar not null,
    low integer,
    best integer,
    high integer,
    vague_term varchar,
    chain_id varchar not null,
    sent_no integer not null,
    char_start integer not null,
    char_end integer not null,
    loaded_at timestamptz not null,
    primary key (run_id, report_id)
);

create table ingest.chain_steps (
    run_id varchar not null,
    chain_id varchar not null,
    article_version_id varchar not null,
    step integer not null,
    role varchar not null,
    name varchar not null,
    actor_id varchar,
    source_id varchar,
    anonymity varchar not null,
    primary key (run_id, chain_id, step)
);

create table ingest.attack_registry (
    attack_id varchar primary key,
    founding_mention_id varchar not null,
    created_at timestamptz not null
);

create table ingest.attack_membership (
    mention_id varchar not null,
    attack_id varchar not null,
    known_from timestamptz not null,
    method varchar not null,
    score double,
    reason varchar not null,
    decided_by varchar not null,
    primary key (mention_id, known_from)
);
