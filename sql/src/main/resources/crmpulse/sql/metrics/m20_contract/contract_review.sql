-- Contracts submitted in the days from (included) to (excluded) in the zone; all and by team of the owner. In time are those whose first submission
-- kept both SLAs of its review; where a tenant has no calendar, or has left the SLAs out, nothing is decided.
--   SELECT * FROM crm.contract_review(from = '2026-03-01', to = '2026-04-01', zone = 'Asia/Shanghai') WHERE breakdown = 'all'
CREATE OR REPLACE VIEW crm.contract_review AS
WITH
    -- include: wilson
SELECT
    tenant,
    breakdown,
    value,
    {zone:String} AS zone,
    count() AS n,
    count(ended_at) AS n_reviewed,
    countIf(signed_at IS NOT NULL) AS n_signed,
    countIf(signed_at IS NOT NULL AND (ended_at IS NULL OR ended_at > signed_at)) AS n_signed_unreviewed,
    countIf(broken > 0 OR kept = 2) AS n_decided,
    countIf(broken = 0 AND kept = 2) AS n_in_time,
    if(n_decided = 0, NULL, round(n_in_time / n_decided * 100, 4)) AS in_time_rate,
    if(n_decided = 0, NULL, round(wilson_low(n_in_time, n_decided) * 100, 4)) AS in_time_low,
    if(n_decided = 0, NULL, round(wilson_high(n_in_time, n_decided) * 100, 4)) AS in_time_high,
    countIf(legal_broken) AS n_late_legal,
    countIf(finance_broken) AS n_late_finance,
    quantileExactOrNull(0.5)(contract.calendar_seconds) AS review_p50_seconds,
    quantileExactOrNull(0.9)(contract.calendar_seconds) AS review_p90_seconds,
    quantileExactOrNull(0.5)(contract.business_seconds) AS review_p50_business_seconds,
    quantileExactOrNull(0.9)(contract.business_seconds) AS review_p90_business_seconds,
    'day of submission' AS dated_by
FROM
(
    SELECT * FROM crm.contract
    WHERE submission_count > 0 AND toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
) AS contract
LEFT JOIN
(
    SELECT
        tenant AS clock_tenant,
        entity_id AS clock_contract,
        uniqExactIf(sla, state = 'kept') AS kept,
        uniqExactIf(sla, state = 'breached') AS broken,
        countIf(sla = 'contract-review-legal' AND state = 'breached') > 0 AS legal_broken,
        countIf(sla = 'contract-review-finance' AND state = 'breached') > 0 AS finance_broken
    FROM crm.sla_clock
    WHERE entity = 'contract' AND sla IN ('contract-review-legal', 'contract-review-finance') AND episode = 1
    GROUP BY clock_tenant, clock_contract
) AS clock ON clock_tenant = contract.tenant AND clock_contract = contract.contract_id
ARRAY JOIN ['all', 'team'] AS breakdown, ['', team] AS value
GROUP BY tenant, breakdown, value
SETTINGS join_use_nulls = 0
COMMENT 'Contracts reviewed by legal and finance, and how many within their SLAs of 2 working days (M20). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.contract_review(from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
