-- Every part of every score of the periods from the one that from lies in. A part is worth its figure, or target / figure the other way round where lower is better, in percent of the
-- target where there is one, up to its cap. A part without evidence, or with fewer anonymous answers than the tenant's minimum n, is worth 0 and flagged.
-- The interval of a figure is that of a ratio of sums, 95 %; what is counted in full (goals, money, people, trainings) has none.
CREATE OR REPLACE VIEW crm.scorecard_figure AS
WITH
    -- include: period_steps
    , (weights, phase, role) -> multiIf(
        role != '' AND phase != '' AND mapContains(weights, concat(phase, '/', role)), weights[concat(phase, '/', role)],
        role != '' AND mapContains(weights, role), weights[role],
        mapContains(weights, phase), weights[phase],
        weights['all']) AS weight_of,
    -- A row counts for a person, their team and their region: added up by all three first, there are few.
    by_place AS
    (
        SELECT
            tenant, period_start, owner, team, region, measure, countIf(denominator != 0) AS n_rows, sum(numerator) AS sum_num, sum(denominator) AS sum_den,
            sum(numerator * numerator) AS sum_num_num, sum(numerator * denominator) AS sum_num_den, sum(denominator * denominator) AS sum_den_den,
            max(is_sample) AS any_sample, max(is_anonymous) AS any_anonymous
        -- view(): ClickHouse 26.5 to 26.7 go through the text of a view with parameters for each expression over it, that of view() is one line.
        FROM view(SELECT * FROM crm.scorecard_input(period = {period:String}, from = {from:Date}, to = {to:Date}, zone = {zone:String}))
        GROUP BY tenant, period_start, owner, team, region, measure
    ),
    figure AS
    (
        SELECT
            tenant, period_start, who.1 AS subject_kind, who.2 AS subject, measure, sum(n_rows) AS n, sum(sum_num) AS num, sum(sum_den) AS den,
            max(any_sample) AS is_sampled, max(any_anonymous) AS has_anonymous,
            if(den = 0, NULL, num / den) AS ratio,
            if(den = 0 OR NOT is_sampled OR n < 2, 0., sqrt(greatest(0., sum(sum_num_num) - 2 * num / den * sum(sum_num_den) + pow(num / den, 2) * sum(sum_den_den)) * n / (n - 1)) / den) AS standard_error
        FROM by_place
        ARRAY JOIN arrayFilter(one -> one.2 != '', [('person', owner), ('team', toString(team)), ('region', toString(region))]) AS who
        GROUP BY tenant, period_start, subject_kind, subject, measure
    ),
    scored AS
    (
        SELECT
            tenant, period_start, subject_kind, subject, toDateTime64(toDateTime(period_start, {zone:String}), 3, 'UTC') AS begins_at,
            toDateTime64(toDateTime(shifted(period_start, 1), {zone:String}), 3, 'UTC') AS ends_at,
            mapFromArrays(groupArray(measure), groupArray((n, num, den, is_sampled, has_anonymous, ratio, standard_error))) AS figures
        FROM figure
        GROUP BY tenant, period_start, subject_kind, subject
    ),
    known AS
    (
        SELECT
            scored.tenant AS tenant, scored.period_start AS period_start, scored.subject_kind AS subject_kind, scored.subject AS subject, scored.begins_at AS begins_at, scored.ends_at AS ends_at,
            scored.figures AS figures,
            if(scored.subject_kind = 'person', person.role, '') AS role,
            multiIf(scored.subject_kind = 'person', person.team, scored.subject_kind = 'team', scored.subject, '') AS team,
            multiIf(scored.subject_kind = 'person', person.region, scored.subject_kind = 'region', scored.subject, '') AS region
        FROM scored
        ASOF LEFT JOIN (SELECT tenant, rep_id, valid_from, CAST(team AS String) AS team, CAST(region AS String) AS region, CAST(role AS String) AS role FROM crm.people WHERE valid_to IS NULL OR valid_to > valid_from) AS person
            ON person.tenant = scored.tenant AND person.rep_id = scored.subject AND person.valid_from < scored.ends_at
    ),
    by_policy AS
    (
        SELECT known.*, policy.scorecard AS scorecard, policy.policy_id AS policy_id, policy.is_shadow AS is_shadow, policy.effective_from AS policy_from, policy.phase AS phase, policy.groups AS groups
        FROM known
        INNER JOIN crm.scorecard_policy AS policy ON policy.tenant = known.tenant
        WHERE policy.policy_id != '' AND policy.effective_from <= known.begins_at AND (policy.effective_to IS NULL OR policy.effective_to > known.begins_at)
            AND has(policy.subjects, known.subject_kind)
            AND (has(policy.periods, {period:String}) OR ({period:String} = 'week' AND known.role != '' AND has(policy.weekly_roles, known.role)))
    ),
    part_group AS
    (
        SELECT
            by_policy.* EXCEPT groups,
            group_no,
            group.1 AS part_group,
            weight_of(group.2, phase, role) AS group_weight,
            group.3 AS parts
        FROM by_policy
        ARRAY JOIN groups AS group, arrayEnumerate(groups) AS group_no
    ),
    part AS
    (
        SELECT
            part_group.* EXCEPT (parts, figures, group_no, group_weight),
            100 * group_no + place AS part_no,
            one.1 AS part,
            one.2 AS measure,
            one.4 AS target,
            one.5 AS is_lower_better,
            one.6 AS cap,
            group_weight * one.3 / arraySum(p -> p.3, parts) AS share,
            figures[one.2] AS figure
        FROM part_group
        ARRAY JOIN parts AS one, arrayEnumerate(parts) AS place
    ),
    known_part AS
    (
        SELECT
            part.* EXCEPT (figure, share),
            share / sum(share) OVER (PARTITION BY tenant, scorecard, is_shadow, period_start, subject_kind, subject) * 100 AS weight,
            figure.1 AS n,
            figure.4 AS is_sample,
            figure.5 AS is_anonymous,
            toUInt8(figure.6 IS NOT NULL AND (NOT is_anonymous OR n >= profile.smallest_n)) AS has_evidence,
            if(measure = 'follow-up-frequency', 1, 100) AS unit,
            if(has_evidence, toNullable(figure.2), NULL) AS numerator,
            if(has_evidence, toNullable(figure.3), NULL) AS denominator,
            if(has_evidence, figure.6 * unit, NULL) AS value,
            -- Of the points, half of the interval.
            if(has_evidence, 1.959964 * figure.7 * unit / ifNull(target / 100, 1) * weight / 100, 0.) AS half_width
        FROM part
        LEFT JOIN
        (
            SELECT tenant, argMax(minimum_n, effective_from) AS smallest_n
            FROM crm.tenant_profile
            GROUP BY tenant
        ) AS profile ON profile.tenant = part.tenant
    ),
    normed AS
    (
        SELECT
            *,
            least(
                ifNull(cap, inf),
                multiIf(
                    value IS NULL, 0.,
                    target IS NULL, value,
                    NOT is_lower_better, value / target * 100,
                    value <= 0, inf,
                    target / value * 100)) AS worth
        FROM known_part
    )
SELECT
    tenant,
    scorecard,
    policy_id,
    is_shadow,
    policy_from,
    {period:String} AS period,
    {zone:String} AS zone,
    period_start,
    ends_at,
    subject_kind,
    subject,
    team,
    region,
    role,
    phase,
    part_group,
    part_no,
    part,
    measure,
    target,
    if(is_lower_better, 'lower', 'higher') AS better,
    cap,
    n,
    is_anonymous,
    has_evidence,
    is_sample,
    numerator,
    denominator,
    value,
    weight,
    half_width,
    assumeNotNull(worth) AS normalised,
    normalised * weight / 100 AS points,
    greatest(0., weight - points) AS points_lost
FROM normed
SETTINGS join_use_nulls = 0
COMMENT 'Every part of every score with its figure (M26). Parameters: period (week, month, quarter or year), from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.scorecard_figure(period = ''month'', from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
