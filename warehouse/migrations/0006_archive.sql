-- Payloads that broke off, and captures that brought what an earlier one had brought.
alter table ingest.captures add column is_truncated boolean default false;
alter table ingest.captures add column revisit_of varchar;
