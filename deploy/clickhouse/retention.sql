-- How long what was received and said is kept. Nothing here is needed: without it all is kept. Take the statements that you want,
-- with the times that you want, and run them by an administrator after migrate; upgrades leave them as they are.
-- Facts and windows have no such line: closed histories are held by the job, which would not write them again.

-- What could not be taken in, and what was refused as too late. crm.completeness counts by days: keep them for as long as you look back.
ALTER TABLE crm_store.dlq MODIFY TTL toDateTime(found_at) + INTERVAL 180 DAY;
ALTER TABLE crm_store.late MODIFY TTL toDateTime(published_at) + INTERVAL 180 DAY;

-- Differences that were found beside the job and have been resolved since.
ALTER TABLE crm_store.difference MODIFY TTL toDateTime(assumeNotNull(resolved_at)) + INTERVAL 400 DAY DELETE WHERE resolved_at IS NOT NULL;

-- What people were notified of, by when the clock began. crm.alert_reaction knows nothing of what is older.
ALTER TABLE crm_store.alert MODIFY TTL toDateTime(started_at) + INTERVAL 2 YEAR;

-- Why closed windows changed. crm.period_as_of and crm.changed_since are right for the time since then alone.
ALTER TABLE crm_store.correction MODIFY TTL toDateTime(published_at) + INTERVAL 2 YEAR;

-- Raw events, which take most of the disk. verify, explain, crm.difference, policy try and replay --rebuild need all events of a history:
-- choose more than the longest life of a lead or deal, and expect verify to name the facts whose events are gone.
ALTER TABLE crm_store.event MODIFY TTL toDateTime(time) + INTERVAL 5 YEAR;
ALTER TABLE crm_store.event_key MODIFY TTL toDateTime(time) + INTERVAL 5 YEAR;
