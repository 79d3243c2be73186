-- Entries count where they entered. Rates with Wilson's interval of 95 %.
CREATE OR REPLACE VIEW crm.conversion_by_cohort AS
WITH
    -- include: wilson
SELECT
    tenant,
    funnel,
    toStartOfMonth(entered_at) AS cohort_month,
    by.1 AS dimension,
    by.2 AS value,
    step_no,
    step,
    count() AS n,
    countIf(reached_at IS NOT NULL) AS n_reached,
    round(n_reached / n, 6) AS rate,
    round(wilson_low(n_reached, n), 6) AS rate_low,
    round(wilson_high(n_reached, n), 6) AS rate_high,
    min(is_mature) AS is_mature
FROM crm.funnel_step
ARRAY JOIN [('all', ''), ('channel', channel), ('owner', owner), ('team', team), ('tier', tier), ('response_bucket', response_bucket)] AS by
GROUP BY tenant, funnel, cohort_month, dimension, value, step_no, step
COMMENT 'Conversion by cohort: of those who entered in a month (UTC), how many reached each step (M6)';
