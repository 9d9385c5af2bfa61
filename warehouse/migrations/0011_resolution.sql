-- What resolution keeps beside its decisions: the mentions as it compares them, with the keys by which they are found,
-- and the scores behind each decision. Both can be made again from the mentions.
create table ingest.reachable_mentions (
    mention_id varchar not null,
    article_id varchar not null,
    article_version_id varchar not null,
    near_dup_of varchar,
    published_at timestamptz,
    event_type varchar not null,
    occurred_start timestamptz,
    occurred_end timestamptz,
    date_granularity varchar not null,
    place_id varchar,
    site_id varchar,
    attacker_ids varchar[] not null,
    weapon_type varchar,
    launched bigint,
    intercepted bigint,
    impacted bigint,
    outcome varchar,
    killed bigint,
    injured bigint,
    origins varchar[] not null,
    words varchar[] not null,
    run_id varchar not null,
    reach_start timestamptz,
    reach_end timestamptz,
    country_id varchar,
    division_id varchar,
    weapon_class varchar,
    original_id varchar not null,
    known_from timestamptz not null
);

create table ingest.pair_scores (
    run_id varchar not null,
    method varchar not null,
    mention_id varchar not null,
    other_mention_id varchar not null,
    score double not null,
    contributions varchar not null,
    known_from timestamptz not null
);

-- Ids that became part of another and ids that were issued for a part of one; nothing is deleted.
create table ingest.attack_changes (
    attack_id varchar not null,
    change varchar not null,
    other_attack_id varchar not null,
    known_from timestamptz not null,
    reason varchar not null,
    primary key (attack_id, change, known_from)
);
