-- Which version copies which was decided once, when it came; an original that arrives after its copy decides anew.
alter table ingest.article_versions drop column near_dup_of;

create table ingest.article_sketches (
    article_version_id varchar primary key,
    article_id varchar not null,
    dated_at timestamptz not null,
    standing varchar not null,
    credited_name varchar,
    hashes integer[] not null,
    loaded_at timestamptz not null
);

-- Of a version's rows the last one holds: a better origin was found after it.
create table ingest.article_copies (
    article_version_id varchar not null,
    copy_no integer not null,
    copied_version_id varchar not null,
    shared_count integer not null,
    containment double not null,
    known_from timestamptz not null,
    primary key (article_version_id, copy_no)
);
