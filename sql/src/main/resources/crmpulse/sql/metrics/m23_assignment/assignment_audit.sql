-- Every decision with the breaker of its rule and region, and with what was true of the owner in that moment. The states of a
-- breaker are found by time: several decisions of one millisecond share what was before and after them.
CREATE OR REPLACE VIEW crm.assignment_audit AS
SELECT
    decision.*,
    if(rule = '', NULL, if(earlier.state_before = '', 'closed', earlier.state_before)) AS breaker_before,
    if(rule = '', NULL, if(later.state_after = '', 'closed', later.state_after)) AS breaker_after,
    ifNull(outcome = 'failed' AND breaker_after = 'open', false) AS to_manual_queue,
    person.person_role AS owner_role,
    person.person_status AS owner_status,
    person.person_region AS owner_region,
    person.person_line AS owner_line,
    if(owner_region = '' OR lead_region = '', NULL, owner_region = lead_region) AS region_fits,
    if(owner_line = '' OR lead_line = '', NULL, owner_line = lead_line) AS line_fits
FROM crm.assignment AS decision
ASOF LEFT JOIN
(
    SELECT tenant AS before_tenant, rule AS before_rule, region AS before_region, started_at AS before_from, argMax(state, period_no) AS state_before
    FROM crm.breaker
    GROUP BY before_tenant, before_rule, before_region, before_from
) AS earlier
    ON before_tenant = decision.tenant AND before_rule = decision.rule AND before_region = decision.lead_region
    AND before_from < decision.started_at
ASOF LEFT JOIN
(
    SELECT tenant AS after_tenant, rule AS after_rule, region AS after_region, started_at AS after_from, argMax(state, period_no) AS state_after
    FROM crm.breaker
    GROUP BY after_tenant, after_rule, after_region, after_from
) AS later
    ON after_tenant = decision.tenant AND after_rule = decision.rule AND after_region = decision.lead_region
    AND after_from <= decision.started_at
ASOF LEFT JOIN
(
    SELECT
        tenant AS person_tenant, rep_id, valid_from AS person_from, role AS person_role, status AS person_status,
        region AS person_region, line AS person_line
    FROM crm.people
    WHERE valid_to IS NULL OR valid_to > valid_from
) AS person ON person_tenant = decision.tenant AND rep_id = decision.owner AND person_from <= decision.started_at
SETTINGS join_use_nulls = 0
COMMENT 'The audit of assignment: every decision with its ground, the breaker before and after it, and whether the owner suits the lead (M23)'
