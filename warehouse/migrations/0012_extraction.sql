-- What a page says of its article beside its text, and every date that anybody gives for it.
alter table ingest.article_versions add column text_kind varchar;
alter table ingest.article_versions add column section varchar;
alter table ingest.article_versions add column tags varchar[];
alter table ingest.article_versions add column is_free boolean;

create table ingest.article_paragraphs (
    article_version_id varchar not null,
    para_no integer not null,
    char_start integer not null,
    char_end integer not null,
    section_role varchar not null,
    posted_at timestamptz,
    primary key (article_version_id, para_no)
);

create table ingest.article_dates (
    article_version_id varchar not null,
    basis varchar not null,
    written varchar not null,
    published_at timestamptz,
    refusal varchar,
    is_chosen boolean not null,
    primary key (article_version_id, basis)
);

-- Digests of parts of pages' sketches: what three pages of one host share is no article.
create table ingest.page_prints (
    host varchar not null,
    print_hash varchar not null,
    article_id varchar not null,
    title_key varchar not null,
    loaded_at timestamptz not null,
    primary key (host, print_hash, article_id)
);
