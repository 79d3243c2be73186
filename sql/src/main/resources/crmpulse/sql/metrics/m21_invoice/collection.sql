-- Invoices due in the days from (included) to (excluded) in the zone, by currency; all and by team of the owner.
--   SELECT * FROM crm.collection(from = '2026-03-01', to = '2026-04-01', zone = 'Asia/Shanghai') WHERE breakdown = 'all'
CREATE OR REPLACE VIEW crm.collection AS
WITH
    -- include: wilson
SELECT
    tenant,
    breakdown,
    value,
    due.currency AS currency,
    {zone:String} AS zone,
    count() AS n,
    sum(due.amount) AS due_amount,
    sum(due.received) AS received_amount,
    sum(least(due.received, due.amount)) AS collected_amount,
    sum(greatest(due.received - due.amount, 0)) AS overpaid_amount,
    if(due_amount = 0, NULL, round(toFloat64(received_amount) / toFloat64(due_amount) * 100, 4)) AS collection_rate,
    if(due_amount = 0, NULL, round(toFloat64(collected_amount) / toFloat64(due_amount) * 100, 4)) AS collected_rate,
    count(due.ended_at) AS n_paid,
    round(n_paid / n * 100, 4) AS paid_rate,
    round(wilson_low(n_paid, n) * 100, 4) AS paid_low,
    round(wilson_high(n_paid, n) * 100, 4) AS paid_high,
    count(due.paid_in_time) AS n_decided,
    countIf(due.paid_in_time) AS n_in_time,
    if(n_decided = 0, NULL, round(n_in_time / n_decided * 100, 4)) AS in_time_rate,
    if(n_decided = 0, NULL, round(wilson_low(n_in_time, n_decided) * 100, 4)) AS in_time_low,
    if(n_decided = 0, NULL, round(wilson_high(n_in_time, n_decided) * 100, 4)) AS in_time_high,
    countIf(due.ended_at IS NULL AND ifNull(due.paid_in_time = 0, false)) AS n_overdue,
    sumIf(due.foreign_count, due.foreign_count > 0) AS n_foreign_payments,
    'day of the due date' AS dated_by
FROM
(
    SELECT * EXCEPT (amount), toDecimal128(assumeNotNull(amount), 4) AS amount
    FROM crm.invoice_balance
    WHERE amount IS NOT NULL AND due_at IS NOT NULL
        AND toDate(assumeNotNull(due_at), {zone:String}) >= {from:Date} AND toDate(assumeNotNull(due_at), {zone:String}) < {to:Date}
) AS due
ARRAY JOIN ['all', 'team'] AS breakdown, ['', team] AS value
GROUP BY tenant, breakdown, value, currency
COMMENT 'Collection rate: received of what was due in a period, by currency, never converted (M21). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.collection(from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
