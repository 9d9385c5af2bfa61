-- Settlements that a coding named by their id in the gazetteer: what the facts must know of them, whoever ships it later.
create table ingest.gazetteer_places (
    place_id varchar primary key,
    geonames_id integer not null,
    name varchar not null,
    country_iso3 varchar not null,
    admin1_code varchar,
    latitude double not null,
    longitude double not null,
    timezone varchar not null,
    loaded_at timestamptz not null
);
