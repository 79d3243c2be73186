-- The first survey after each win: one that names the deal, or names none and goes to its customer. 7 days to the second are
-- in time; what is not sent is missing once the horizon has passed them.
CREATE OR REPLACE VIEW crm.deal_survey AS
SELECT
    tenant,
    deal_id,
    customer_id,
    owner,
    team,
    region,
    won_at,
    multiIf(
        of_deal AND of_customer, least(deal_sent_at, customer_sent_at),
        of_deal, toNullable(deal_sent_at),
        of_customer, toNullable(customer_sent_at),
        NULL) AS survey_sent_at,
    toDecimal64(dateDiff('millisecond', won_at, survey_sent_at), 3) / 1000 AS seconds_to_survey,
    won_at + toIntervalDay(7) AS due_at,
    multiIf(
        survey_sent_at IS NOT NULL AND survey_sent_at <= due_at, 'in time',
        survey_sent_at IS NOT NULL, 'late',
        (SELECT max(horizon) FROM crm.progress) > due_at, 'missing',
        'pending') AS state
FROM
(
    SELECT tenant, deal_id, customer_id, owner, team, region, assumeNotNull(ended_at) AS won_at
    FROM crm.deal
    WHERE outcome = 'won'
) AS deal
ASOF LEFT JOIN
(
    SELECT tenant AS deal_tenant, deal_id AS surveyed_deal, started_at AS deal_sent_at, true AS of_deal
    FROM crm_store.survey_request FINAL
    WHERE deal_id != ''
) AS about_deal ON deal_tenant = deal.tenant AND surveyed_deal = deal.deal_id AND deal_sent_at >= deal.won_at
ASOF LEFT JOIN
(
    SELECT tenant AS customer_tenant, customer_id AS surveyed_customer, started_at AS customer_sent_at, true AS of_customer
    FROM crm_store.survey_request FINAL
    WHERE deal_id = '' AND customer_id != ''
) AS about_customer
    ON customer_tenant = deal.tenant AND surveyed_customer = deal.customer_id AND customer_sent_at >= deal.won_at
COMMENT 'Won deals and whether a survey was sent within 7 days (M18)'
