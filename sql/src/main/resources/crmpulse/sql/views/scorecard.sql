-- The score of every person, team and region by every scorecard, of the periods from the one that from lies in. score = weighted parts + progress + adjustment, rounded to two decimals;
-- the tier follows from the rounded score. It is provisional where the interval of the score crosses the line of a tier, or a part has few rows of evidence.
--   SELECT * FROM crm.scorecard(period = 'month', from = '2026-03-01', to = '2026-04-01', zone = 'Asia/Shanghai') WHERE NOT is_shadow
CREATE OR REPLACE VIEW crm.scorecard AS
WITH
    -- include: period_steps
    ,
    -- include: half_up
    ,
    -- For the rise of the first score, and for the tier before it, which has a rise of its own.
    shifted(period_of({from:Date}), -2) AS since,
    (score, reached, tiers) -> arrayConcat(
        arrayFilter(t -> score >= t.2 AND arrayAll((name, least_figure) -> reached[name] >= least_figure, mapKeys(t.3), mapValues(t.3)), tiers), [tiers[-1]])[1].1 AS tier_of,
    weighed AS
    (
        SELECT
            tenant, scorecard, is_shadow, period_start, subject_kind, subject, any(figure.policy_id) AS policy_id, any(figure.policy_from) AS policy_from, any(figure.ends_at) AS ends_at,
            any(figure.team) AS team, any(figure.region) AS region, any(figure.role) AS role, any(figure.phase) AS phase,
            count() AS n_parts, countIf(NOT has_evidence) AS n_without_evidence, sum(points) AS weighted, sqrt(sum(half_width * half_width)) AS half_width,
            argMax(part, points_lost) AS weakest_part, max(points_lost) AS most_lost, minIf(n, is_sample AND has_evidence) AS fewest, countIf(is_sample AND has_evidence) AS n_samples,
            mapFromArrays(groupArray(part), groupArray(ifNull(value, 0))) AS figures
        FROM crm.scorecard_figure(period = {period:String}, from = since, to = {to:Date}, zone = {zone:String}) AS figure
        GROUP BY tenant, scorecard, is_shadow, period_start, subject_kind, subject
        -- Who has no evidence at all has no score.
        HAVING n_without_evidence < n_parts
    ),
    adjusted AS
    (
        -- By the scorecard that they name, or by none, which are all.
        SELECT tenant, owner, period_of(toDate(started_at, {zone:String})) AS period_start, sumMap(map(CAST(scope AS String), toFloat64(ifNull(points, 0)))) AS points
        FROM crm_store.people_event FINAL
        WHERE kind = 'adjustment' AND owner != ''
        GROUP BY tenant, owner, period_start
    ),
    risen AS
    (
        SELECT *, if(lagInFrame(period_start) OVER one_subject = shifted(period_start, -1), toNullable(lagInFrame(weighted) OVER one_subject), NULL) AS weighted_before
        FROM weighed
        WINDOW one_subject AS (PARTITION BY tenant, scorecard, is_shadow, subject_kind, subject ORDER BY period_start ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
    ),
    summed AS
    (
        SELECT
            risen.tenant AS tenant, risen.scorecard AS scorecard, risen.is_shadow AS is_shadow, risen.period_start AS period_start, risen.subject_kind AS subject_kind, risen.subject AS subject,
            risen.policy_id AS policy_id, risen.ends_at AS ends_at, risen.team AS team, risen.region AS region, risen.role AS role, risen.phase AS phase, risen.n_parts AS n_parts,
            risen.n_without_evidence AS n_without_evidence, risen.weighted AS weighted, risen.half_width AS half_width, risen.weakest_part AS weakest_part, risen.most_lost AS most_lost,
            risen.fewest AS fewest, risen.n_samples AS n_samples, risen.figures AS figures,
            policy.tiers AS tiers,
            policy.coefficients AS coefficients,
            policy.provisional_below AS provisional_below,
            if(weighted_before IS NULL, 0., least(policy.most_progress, policy.per_point * greatest(0., assumeNotNull(weighted - weighted_before)))) AS progress,
            greatest(-policy.most_adjusted, least(policy.most_adjusted, if(subject_kind = 'person', adjusted.points[''] + adjusted.points[risen.scorecard], 0.))) AS adjustment
        FROM risen
        INNER JOIN (SELECT tenant, scorecard, is_shadow, effective_from, tiers, coefficients, per_point, most_progress, most_adjusted, provisional_below FROM crm.scorecard_policy) AS policy
            ON policy.tenant = risen.tenant AND policy.scorecard = risen.scorecard AND policy.is_shadow = risen.is_shadow AND policy.effective_from = risen.policy_from
        LEFT JOIN adjusted ON adjusted.tenant = risen.tenant AND adjusted.owner = risen.subject AND adjusted.period_start = risen.period_start
    ),
    scored AS
    (
        SELECT *, half_up(weighted + progress + adjustment) AS score
        FROM summed
    ),
    tiered AS
    (
        SELECT *, tier_of(score, figures, tiers) AS tier, half_up(toFloat64(score) - half_width) AS score_low, half_up(toFloat64(score) + half_width) AS score_high
        FROM scored
    ),
    compared AS
    (
        SELECT
            *,
            lagInFrame(period_start) OVER one_subject = shifted(period_start, -1) AS has_before,
            if(has_before, lagInFrame(tier) OVER one_subject, '') AS tier_before,
            if(has_before, toNullable(lagInFrame(score) OVER one_subject), NULL) AS score_before,
            rank() OVER (PARTITION BY tenant, scorecard, is_shadow, period_start, subject_kind ORDER BY score DESC) AS place,
            count() OVER (PARTITION BY tenant, scorecard, is_shadow, period_start, subject_kind) AS n_ranked
        FROM tiered
        WINDOW one_subject AS (PARTITION BY tenant, scorecard, is_shadow, subject_kind, subject ORDER BY period_start ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
    )
SELECT
    tenant,
    concat(scorecard, if(is_shadow, '/shadow/', '/'), {period:String}, '/', toString(period_start), '/', subject_kind, '/', subject) AS id,
    scorecard,
    policy_id,
    is_shadow,
    {period:String} AS period,
    {zone:String} AS zone,
    period_start,
    subject_kind,
    subject,
    team,
    region,
    role,
    phase,
    score,
    half_up(weighted) AS weighted_score,
    round(progress, 4) AS progress_points,
    round(adjustment, 4) AS adjustment_points,
    score_low,
    score_high,
    tier,
    tier_of(score_low, figures, tiers) != tier_of(score_high, figures, tiers) OR (n_samples > 0 AND fewest < provisional_below) AS is_provisional,
    if(empty(coefficients), NULL, toNullable(arrayConcat(arrayFilter(c -> score >= c.1, coefficients), [coefficients[-1]])[1].2)) AS coefficient,
    place,
    n_ranked,
    n_parts,
    n_without_evidence,
    weakest_part,
    half_up(most_lost) AS weakest_points_lost,
    tier_before,
    score_before,
    tier = tiers[1].1 AS is_best_tier,
    tier_before != '' AND tier_before = tiers[1].1 AS was_best_tier,
    tier = tiers[-1].1 AS is_last_tier,
    ends_at <= (SELECT min(horizon) FROM crm.progress) AS is_final
FROM compared
WHERE period_start >= period_of({from:Date})
SETTINGS join_use_nulls = 0
COMMENT 'The score of every person, team and region with tier, coefficient, place, progress and interval (M26). Parameters: period (week, month, quarter or year), from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.scorecard(period = ''month'', from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
