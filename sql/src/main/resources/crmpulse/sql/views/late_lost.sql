-- Wilson's interval of 95 %.
CREATE OR REPLACE VIEW crm.late_lost AS
WITH
    -- include: wilson
SELECT
    tenant,
    tenant AS id,
    count() AS n_lost,
    countIf(is_late) AS n_late,
    round(n_late / n_lost, 6) AS share,
    round(wilson_low(n_late, n_lost), 6) AS share_low,
    round(wilson_high(n_late, n_lost), 6) AS share_high
FROM
(
    SELECT tenant, lead_id, ifNull(calendar_seconds >= 14400, true) AS is_late
    FROM crm.first_response
    WHERE (tenant, lead_id) IN
    (
        SELECT tenant, lead_id
        FROM crm.deal
        WHERE lead_id != ''
        GROUP BY tenant, lead_id
        HAVING countIf(outcome != 'lost') = 0
    )
)
GROUP BY tenant
COMMENT 'Lost leads that were answered after 4 h or never (M7)';
