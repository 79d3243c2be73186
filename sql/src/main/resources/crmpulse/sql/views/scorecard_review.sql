-- Whom to talk to after a period, by the scorecards in force: the last tenth of those who are ranked are coached, two quarters in the best tier make a candidate for promotion, and
-- whoever is in the last tier has an improvement of their own, opened since the period began.
--   SELECT * FROM crm.scorecard_review(period = 'quarter', from = '2026-01-01', to = '2026-04-01', zone = 'Asia/Shanghai')
CREATE OR REPLACE VIEW crm.scorecard_review AS
SELECT
    scored.tenant AS tenant,
    scored.scorecard AS scorecard,
    scored.policy_id AS policy_id,
    scored.period AS period,
    scored.period_start AS period_start,
    scored.subject AS rep,
    scored.team AS team,
    scored.score AS score,
    scored.tier AS tier,
    scored.is_provisional AS is_provisional,
    reason
FROM
(
    SELECT *, toDateTime64(toDateTime(period_start, {zone:String}), 3, 'UTC') AS begins_at
    FROM crm.scorecard(period = {period:String}, from = {from:Date}, to = {to:Date}, zone = {zone:String})
    WHERE subject_kind = 'person' AND NOT is_shadow
) AS scored
LEFT JOIN (SELECT tenant, owner, max(started_at) AS opened_at FROM crm_store.improvement FINAL WHERE owner != '' GROUP BY tenant, owner) AS plan
    ON plan.tenant = scored.tenant AND plan.owner = scored.subject
ARRAY JOIN arrayFilter(
    r -> r != '',
    [
        if(n_ranked - place < intDiv(n_ranked, 10), 'coaching', ''),
        if(period = 'quarter' AND is_best_tier AND was_best_tier, 'promotion candidate', ''),
        if(is_last_tier AND (plan.owner = '' OR plan.opened_at < begins_at), 'no improvement plan', '')]) AS reason
SETTINGS join_use_nulls = 0
COMMENT 'Whom to talk to after a period: coaching, candidates for promotion, no improvement plan (M26). Parameters: period (week, month, quarter or year), from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.scorecard_review(period = ''quarter'', from = ''2026-01-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
