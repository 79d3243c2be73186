-- Recording: from when it happened until the CRM stored it. Arrival: until it was written here, in live runs alone, since a replay is no
-- measure of that. By the clocks of the senders: what arrives before it happened counts as 0.
CREATE OR REPLACE VIEW crm.lateness AS
SELECT
    tenant,
    source,
    day,
    count() AS n,
    count(recording) AS n_recorded,
    if(n_recorded = 0, NULL, quantileExactLow(0.5)(recording)) AS p50_recording_seconds,
    if(n_recorded = 0, NULL, quantileExactLow(0.9)(recording)) AS p90_recording_seconds,
    count(arrival) AS n_arrived,
    if(n_arrived = 0, NULL, quantileExactLow(0.5)(arrival)) AS p50_arrival_seconds,
    if(n_arrived = 0, NULL, quantileExactLow(0.9)(arrival)) AS p90_arrival_seconds,
    if(n_arrived = 0, NULL, quantileExactLow(0.99)(arrival)) AS p99_arrival_seconds,
    max(arrival) AS max_arrival_seconds,
    countIf(arrival < 60) AS n_within_minute,
    countIf(arrival >= 60 AND arrival < 3600) AS n_within_hour,
    countIf(arrival >= 3600 AND arrival < 86400) AS n_within_day,
    countIf(arrival >= 86400) AS n_later
FROM
(
    SELECT
        tenant,
        source,
        toDate(time) AS day,
        if(recordedat IS NULL, NULL, greatest(0, dateDiff('millisecond', original_time, recordedat) / 1000)) AS recording,
        if(run IN (SELECT run FROM crm_store.run FINAL WHERE mode = 'live'), greatest(0, dateDiff('millisecond', time, published_at) / 1000), NULL) AS arrival
    FROM crm.event
)
GROUP BY tenant, source, day
COMMENT 'How late events are recorded and arrive, per source and day (M28)'
