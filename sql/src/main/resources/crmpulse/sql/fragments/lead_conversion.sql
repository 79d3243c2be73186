-- Leads by their channel, tier and hour of arrival, with the bucket of their first response and whether they were won in the window.
SELECT
    response.tenant AS tenant,
    response.lead_id AS lead_id,
    ifNull(toString(response.bucket), 'unanswered') AS bucket,
    toString(arrived.channel) AS channel,
    toString(arrived.tier) AS tier,
    formatDateTime(response.started_at, '%H', {zone:String}) AS hour,
    won.at > toDateTime64(0, 3, 'UTC') AND won.at <= addDays(response.started_at, {window_days:UInt32}) AS is_won,
    addDays(response.started_at, {window_days:UInt32}) <= (SELECT max(horizon) FROM crm.progress WHERE timeline = 'engagement') AS is_mature
FROM (SELECT tenant, lead_id, started_at, bucket FROM crm_store.first_response FINAL) AS response
LEFT JOIN (SELECT tenant, lead_id, channel, tier FROM crm_store.lead_tier FINAL WHERE episode = 1) AS arrived
    ON arrived.tenant = response.tenant AND arrived.lead_id = response.lead_id
LEFT JOIN
(
    SELECT tenant, lead_id, min(assumeNotNull(ended_at)) AS at
    FROM crm_store.deal FINAL
    WHERE outcome = 'won' AND lead_id != '' AND ended_at IS NOT NULL
    GROUP BY tenant, lead_id
) AS won ON won.tenant = response.tenant AND won.lead_id = response.lead_id
WHERE toDate(response.started_at, {zone:String}) >= {from:Date} AND toDate(response.started_at, {zone:String}) < {to:Date}
