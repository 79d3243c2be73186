-- Kaplan and Meier's estimate for each group of lifetime (tenant, stage_key, value, seconds, is_ended): who has not ended yet counts as long as
-- they were watched. Interval of 95 % by Greenwood's formula on the scale log(-log(share)), which keeps it between 0 and 1.
moment AS
(
    SELECT tenant, stage_key, value, seconds, countIf(is_ended) AS n_ended, countIf(NOT is_ended) AS n_open
    FROM lifetime
    GROUP BY tenant, stage_key, value, seconds
),
at_risk AS
(
    SELECT *, sum(n_ended + n_open) OVER (PARTITION BY tenant, stage_key, value ORDER BY seconds DESC) AS n_at_risk
    FROM moment
),
product AS
(
    SELECT
        *,
        -- Rounded, so that what is a half on paper is one here.
        round(exp(sum(log(1 - n_ended / n_at_risk)) OVER until_then), 12) AS survival,
        sqrt(sum(n_ended / (n_at_risk * (n_at_risk - n_ended))) OVER until_then) AS greenwood
    FROM at_risk
    WINDOW until_then AS (PARTITION BY tenant, stage_key, value ORDER BY seconds)
),
curve AS
(
    SELECT
        *,
        multiIf(survival = 1, 1, survival = 0, NULL, pow(survival, exp(1.959964 * greenwood / -log(survival)))) AS survival_low,
        multiIf(survival = 1, 1, survival = 0, NULL, pow(survival, exp(-1.959964 * greenwood / -log(survival)))) AS survival_high
    FROM product
)
