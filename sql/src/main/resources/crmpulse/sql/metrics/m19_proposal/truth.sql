-- M19 proposals, recomputed from the raw events: the first submission of each, and what the reviews after it say.
CREATE OR REPLACE VIEW crm.truth_m19 AS
SELECT
    fact.* EXCEPT (fully_meets_label, offer),
    fully_meets_label AS fully_meets,
    -- include: business_seconds
FROM
(
    WITH
        step AS
        (
            SELECT
                *,
                type = 'crm.proposal.submitted' AS is_submission,
                type = 'crm.proposal.reviewed' AND position > min(if(type = 'crm.proposal.submitted', position, NULL)) OVER (PARTITION BY tenant, key)
                    AS is_review
            FROM crm.truth_desk_history
            WHERE startsWith(key, 'proposal/') AND key != 'proposal/'
        )
    SELECT
        tenant,
        substring(key, 10) AS id,
        id AS proposal_id,
        any(first_lead_id) AS lead_id,
        any(first_deal_id) AS deal_id,
        any(first_customer_id) AS customer_id,
        any(last_owner) AS owner,
        toUInt32(countIf(is_submission)) AS submission_count,
        -- In a tuple, since argMax passes over what is NULL.
        argMaxIf(tuple(step.amount, step.currency), position, is_submission AND (step.amount IS NOT NULL OR has(step.cleared, 'amount'))) AS offer,
        offer.1 AS amount,
        if(offer.1 IS NULL, '', offer.2) AS currency,
        multiIf(
            countIf(ifNull(is_review, false) AND fully_meets IS NOT NULL) = 0, '',
            ifNull(argMaxIf(step.fully_meets, position, is_review), false), 'yes',
            'no') AS fully_meets_label,
        argMaxIf(step.match_percent, position, is_review) AS match_percent,
        minIf(step.time, is_submission) AS started_at,
        minOrNullIf(step.time, is_review) AS ended_at,
        toDecimal64(dateDiff('millisecond', started_at, ended_at), 3) / 1000 AS calendar_seconds
    FROM step
    GROUP BY tenant, key
    HAVING submission_count > 0
) AS fact
-- include: calendar_of_fact
COMMENT 'Proposals, recomputed from the raw events: the first submission of each, and what the reviews after it say (M19)'
