-- Steps count where they were reached, entries where they entered: the rate may exceed 1 and has no interval.
CREATE OR REPLACE VIEW crm.conversion_by_period AS
SELECT
    tenant,
    funnel,
    toStartOfMonth(occurrence.1) AS period_month,
    by.1 AS dimension,
    by.2 AS value,
    step_no,
    step,
    sum(occurrence.2) AS n_entered,
    sum(occurrence.3) AS n_reached,
    if(n_entered = 0, NULL, round(n_reached / n_entered, 6)) AS rate
FROM
(
    SELECT
        *,
        if(reached_at IS NULL,
            [(entered_at, 1, 0)],
            [(entered_at, 1, 0), (assumeNotNull(reached_at), 0, 1)]) AS occurrences
    FROM crm.funnel_step
)
ARRAY JOIN occurrences AS occurrence
ARRAY JOIN
    [('all', ''), ('channel', channel), ('owner', owner), ('team', team), ('tier', tier), ('response_bucket', response_bucket)] AS by
GROUP BY tenant, funnel, period_month, dimension, value, step_no, step
COMMENT 'Conversion by period: steps reached in a month (UTC) against entries of that month (M6)';
