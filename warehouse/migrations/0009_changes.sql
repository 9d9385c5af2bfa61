-- The language of the headline, and how many words a version adds to and takes from the one before it.
alter table ingest.article_versions add column title_language varchar;
alter table ingest.article_versions add column words_added integer;
alter table ingest.article_versions add column words_removed integer;
