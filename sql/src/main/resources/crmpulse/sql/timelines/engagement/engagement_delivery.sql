-- Every delivery with the history that it is evaluated in, as the truth of metrics of leads and deals reads it: that of its own key,
-- else the one to which that has moved. What ends a lead whose history moved ends nothing there.
CREATE OR REPLACE VIEW crm.engagement_delivery AS
SELECT
    delivery.*,
    if(move.root != '', move.root, delivery.key) AS history,
    history != delivery.key
        AND delivery.type IN ('crm.lead.merged', 'crm.lead.disqualified', 'crm.lead.deleted') AS is_end_of_moved
FROM crm.event_data AS delivery
LEFT JOIN crm.truth_move AS move ON move.tenant = delivery.tenant AND move.key = delivery.key
COMMENT 'Every delivery with the members of its data, and the history of a lead or deal that it is evaluated in'
