-- The history of every key, as the definitions of all metrics read it: without duplicates, in total order.
-- One row per surviving event. Written from the definitions alone; no result of a stream job is read here.
CREATE OR REPLACE VIEW crm.truth_engagement_history AS
WITH
    delivery AS
    (
        SELECT *
        FROM crm.engagement_delivery
    ),
    -- include: history
SELECT
    tenant,
    history AS key,
    -- The place in the total order of the key, from 1.
    row_number() OVER (PARTITION BY tenant, history ORDER BY time, sequence, rank, source, id) AS position,
    -- include: history_event
FROM survivor
-- Other types are kept and counted, but no metric of a lead or a deal reads them.
WHERE NOT is_end_of_moved AND type IN (
    -- include: engagement_type
)
COMMENT 'The history of every key, as the definitions of all metrics read it: without duplicates, in total order'
