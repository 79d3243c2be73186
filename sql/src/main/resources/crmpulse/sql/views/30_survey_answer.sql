-- team and region are the owner's as of the answer. satisfied is NULL for nps.
CREATE OR REPLACE VIEW crm.survey_answer AS
SELECT
    fact.* EXCEPT (version, is_deleted, published_at),
    started_at AS answered_at,
    if(kind = 'csat', toNullable(toUInt8(category = 'satisfied')), NULL) AS satisfied,
    team,
    region,
    version,
    toUInt32(bitAnd(version, 4294967295)) AS revision,
    published_at
FROM crm_store.survey_answer AS fact FINAL
ASOF LEFT JOIN
(
    SELECT tenant AS person_tenant, rep_id AS person_id, valid_from AS person_from, team, region
    FROM crm.membership
) AS person ON person_tenant = fact.tenant AND person_id = fact.owner AND person_from <= fact.started_at
SETTINGS do_not_merge_across_partitions_select_final = 1
COMMENT 'One answer to a survey (M17, M18)'
