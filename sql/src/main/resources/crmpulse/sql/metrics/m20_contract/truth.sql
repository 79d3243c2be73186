-- M20 contracts, recomputed from the raw events: the first submission of each, and the first review by each department after it.
CREATE OR REPLACE VIEW crm.truth_m20 AS
SELECT
    fact.* EXCEPT worth,
    -- include: business_seconds
FROM
(
    WITH
        step AS
        (
            SELECT
                *,
                type = 'crm.contract.submitted' AS is_submission,
                type = 'crm.contract.signed' AS is_signing,
                ifNull(type = 'crm.contract.reviewed' AND position > min(if(type = 'crm.contract.submitted', position, NULL)) OVER (PARTITION BY tenant, key), false)
                    AS is_review,
                is_review AND reviewer = 'legal' AS is_by_legal,
                is_review AND reviewer = 'finance' AS is_by_finance
            FROM crm.truth_desk_history
            WHERE startsWith(key, 'contract/') AND key != 'contract/'
        )
    SELECT
        tenant,
        substring(key, 10) AS id,
        id AS contract_id,
        any(first_lead_id) AS lead_id,
        any(first_deal_id) AS deal_id,
        any(first_customer_id) AS customer_id,
        any(last_owner) AS owner,
        toUInt32(countIf(is_submission)) AS submission_count,
        -- In a tuple, since argMax passes over what is NULL.
        argMaxIf(
            tuple(step.amount, step.currency),
            position,
            (is_submission OR is_signing) AND (step.amount IS NOT NULL OR has(step.cleared, 'amount'))) AS worth,
        worth.1 AS amount,
        if(worth.1 IS NULL, '', worth.2) AS currency,
        minOrNullIf(step.time, is_by_legal) AS legal_reviewed_at,
        argMaxIf(step.outcome, position, is_by_legal AND step.outcome != '') AS legal_outcome,
        minOrNullIf(step.time, is_by_finance) AS finance_reviewed_at,
        argMaxIf(step.outcome, position, is_by_finance AND step.outcome != '') AS finance_outcome,
        minOrNullIf(step.time, is_signing) AS signed_at,
        if(submission_count > 0, minIf(step.time, is_submission), minIf(step.time, is_signing)) AS started_at,
        if(legal_reviewed_at IS NULL OR finance_reviewed_at IS NULL, NULL, greatest(legal_reviewed_at, finance_reviewed_at)) AS ended_at,
        toDecimal64(dateDiff('millisecond', started_at, ended_at), 3) / 1000 AS calendar_seconds
    FROM step
    GROUP BY tenant, key
    HAVING submission_count > 0 OR signed_at IS NOT NULL
) AS fact
-- include: calendar_of_fact
COMMENT 'Contracts, recomputed from the raw events: the first submission of each, and the first review by each department after it (M20)'
