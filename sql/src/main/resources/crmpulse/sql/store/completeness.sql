-- received = accepted + duplicates + late + dead_letters, each counted by another hand: what was read before any of it was evaluated, what
-- timelines made of it, and the table of dead letters; event_rows counts the table of events. Days are those on which events happened;
-- what could not be read has neither tenant nor source, and the day on which it was found.
CREATE OR REPLACE VIEW crm.completeness AS
WITH
    (SELECT argMax(lineage, run) FROM crm_store.run FINAL) AS lineage,
    -- a lineage that began before this was counted
    (SELECT greatest(lineage, min(run)) FROM crm_store.intake WHERE run >= lineage) AS first_run
SELECT
    tenant,
    concat(source, '/', toString(day)) AS id,
    source,
    day,
    sum(read) AS received,
    sum(part.accepted) AS accepted,
    sum(delivered) - accepted - late AS duplicates,
    duplicates - twins AS repeated,
    sum(part.twins) AS twins,
    sum(part.late) AS late,
    sum(letters) AS dead_letters,
    received - accepted - duplicates - late - dead_letters AS difference,
    sum(rows) AS event_rows,
    received - dead_letters - event_rows AS missing_rows,
    addDays(toDateTime(day, 'UTC'), 1) <= (SELECT min(horizon) FROM crm.progress) AS is_complete
FROM
(
    SELECT tenant, source, toDate(intake.day) AS day, sum(intake.read) AS read, 0 AS delivered, 0 AS accepted, 0 AS twins, 0 AS late, 0 AS letters, 0 AS rows
    FROM crm_store.intake AS intake
    WHERE run >= first_run
    GROUP BY tenant, source, day
    UNION ALL
    SELECT tenant, source, toDate(ledger.day) AS day, 0, sum(ledger.delivered), sum(ledger.accepted), sum(ledger.twins), sum(ledger.late), 0, 0
    FROM crm_store.ledger AS ledger
    WHERE run >= first_run
    GROUP BY tenant, source, day
    UNION ALL
    SELECT tenant, source, toDate(time) AS day, 0, 0, 0, 0, 0, 0, count()
    FROM crm_store.event
    WHERE run >= first_run
    GROUP BY tenant, source, day
    UNION ALL
    SELECT '', '', toDate(found_at) AS day, 0, 0, 0, 0, 0, count(), 0
    FROM crm_store.dlq FINAL
    -- what was read of the topic; rows of files that fit no mapping never came to it
    WHERE run >= first_run AND match(position, '^crm\\.events[^/]*/[0-9]+/[0-9]+$')
    GROUP BY day
) AS part
GROUP BY tenant, source, day
COMMENT 'What became of everything that was read, per source and day: difference and missing_rows must be 0 (M28)'
