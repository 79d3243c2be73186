-- M19b questions about proposals, recomputed from the raw events. The way: the answers that concern a question part its askings; what is asked
-- between two of them is one row, which the second one ends.
CREATE OR REPLACE VIEW crm.truth_m19b AS
SELECT
    fact.*,
    -- include: business_seconds
FROM
(
    WITH
        step AS
        (
            SELECT
                *,
                type = 'crm.proposal.question_answered' AS is_answer,
                groupUniqArray(question_id) OVER (PARTITION BY tenant, key) AS questions
            FROM crm.truth_desk_history
            WHERE type IN ('crm.proposal.question_asked', 'crm.proposal.question_answered') AND startsWith(key, 'proposal/') AND key != 'proposal/'
        ),
        -- An answer that names no question is one to each.
        concerned AS
        (
            SELECT
                *,
                arrayJoin(if(is_answer AND question_id = '', questions, [question_id])) AS question
            FROM step
        ),
        parted AS
        (
            SELECT
                *,
                countIf(is_answer) OVER
                    (PARTITION BY tenant, key, question ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS answers_before
            FROM concerned
        )
    SELECT
        tenant,
        concat(replaceAll(replaceAll(proposal_id, '%', '%25'), '/', '%2F'), '/', toString(question_no)) AS id,
        substring(key, 10) AS proposal_id,
        toUInt32(row_number() OVER (PARTITION BY tenant, key ORDER BY first_position)) AS question_no,
        question AS question_id,
        lead_id,
        deal_id,
        customer_id,
        owner,
        asked_count,
        responder,
        started_at,
        ended_at,
        toDecimal64(dateDiff('millisecond', started_at, ended_at), 3) / 1000 AS calendar_seconds
    FROM
    (
        SELECT
            tenant,
            key,
            question,
            any(first_lead_id) AS lead_id,
            any(first_deal_id) AS deal_id,
            any(first_customer_id) AS customer_id,
            any(last_owner) AS owner,
            minIf(position, NOT is_answer) AS first_position,
            toUInt32(countIf(NOT is_answer)) AS asked_count,
            anyIf(actor, is_answer) AS responder,
            minIf(time, NOT is_answer) AS started_at,
            minOrNullIf(time, is_answer) AS ended_at
        FROM parted
        GROUP BY tenant, key, question, answers_before
        HAVING asked_count > 0
    )
) AS fact
-- include: calendar_of_fact
COMMENT 'Questions about proposals, recomputed from the raw events (M19b)'
