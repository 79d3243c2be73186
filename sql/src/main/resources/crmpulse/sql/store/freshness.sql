-- People are fresh where something of them was said in the last 24 hours: a CRM that no longer sends who is in which team goes unseen otherwise.
CREATE OR REPLACE VIEW crm.freshness AS
WITH
    (SELECT min(horizon) FROM crm.progress) AS until,
    (SELECT argMax(lineage, run) FROM crm_store.run FINAL) AS lineage
SELECT
    taken.tenant AS tenant,
    until AS horizon,
    dateDiff('second', until, now64(3)) AS behind_seconds,
    taken.last_received_at AS last_received_at,
    taken.last_day AS last_event_day,
    people.changed_at AS people_changed_at,
    if(people.changed_at IS NULL, NULL, greatest(0, dateDiff('second', people.changed_at, until))) AS people_age_seconds,
    ifNull(people_age_seconds <= 86400, false) AS is_people_fresh
FROM
(
    SELECT tenant, maxIf(published_at, delivered > 0) AS last_received_at, toDate(max(day)) AS last_day
    FROM crm_store.ledger
    WHERE run >= lineage
    GROUP BY tenant
) AS taken
LEFT JOIN
(
    SELECT tenant, toNullable(max(time)) AS changed_at
    FROM crm_store.event
    WHERE run >= lineage AND startsWith(key, 'rep/') AND type = 'crm.rep.changed' AND time <= until
    GROUP BY tenant
) AS people USING (tenant)
COMMENT 'How old what each tenant sees is: of all, and of its people (M28)'
