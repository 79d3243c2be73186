CREATE OR REPLACE VIEW crm.manual_queue AS
SELECT
    tenant,
    lead_id,
    customer_id,
    rule,
    lead_region AS region,
    lead_line AS line,
    reason,
    started_at AS queued_at,
    open_seconds AS waiting_seconds
FROM crm.assignment_audit
WHERE to_manual_queue AND ended_at IS NULL
COMMENT 'Leads that wait for somebody to give them to a person by hand, since the breaker of their rule was open (M23)'
