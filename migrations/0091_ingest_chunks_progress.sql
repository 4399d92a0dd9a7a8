-- How far each client's collecting has come is asked by every page and every two seconds by the live line: of the nights kept only
-- the newest is looked at, and of the others what is not done and what older days still bring.
create index ingest_chunks_unfinished on ingest_chunks (client_id) where state <> 'landed';
create index ingest_chunks_history on ingest_chunks (client_id) where priority < 0;
