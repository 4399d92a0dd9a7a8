-- Staff read the trail on a page of the web server, and have it verified there. It still cannot change, link or seal anything:
-- what the application role gets is reading. Whose entries an answer may hold is a question to the room (list-trail.ts).
select db_grant('audit_pending', '{{app}}', 'select');
select db_grant('audit_entries', '{{app}}', 'select');
select db_grant('audit_seals', '{{app}}', 'select');

-- A trail is asked by day and by who acted, newest first.
create index audit_entries_recorded on audit_entries (recorded_at);
create index audit_entries_actor on audit_entries (actor, seq);
