-- Wilson's interval of 95 % (z = 1.959964, z² = 3.841459).
CREATE OR REPLACE VIEW crm.late_lost AS
SELECT
    tenant,
    tenant AS id,
    count() AS n_lost,
    countIf(is_late) AS n_late,
    round(n_late / n_lost, 6) AS share,
    round(greatest((n_late + 1.9207294 - 1.959964 * sqrt(n_late * (n_lost - n_late) / n_lost + 0.9603647)) / (n_lost + 3.8414589), 0), 6) AS share_low,
    round((n_late + 1.9207294 + 1.959964 * sqrt(n_late * (n_lost - n_late) / n_lost + 0.9603647)) / (n_lost + 3.8414589), 6) AS share_high
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
