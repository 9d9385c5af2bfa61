-- What the registry says of a source beyond its name: who directs it, how much it brings, how it wants to be asked.
alter table ingest.sources add column party_actor_id varchar;
alter table ingest.sources add column gap_seconds integer;
alter table ingest.sources add column terms_url varchar;
alter table ingest.sources add column terms_checked_on date;
alter table ingest.sources add column expected_low integer;
alter table ingest.sources add column expected_high integer;
alter table ingest.sources add column checked_on date;
