-- team and region are the owner's as of the first answer, while there is none as of now.
CREATE OR REPLACE VIEW crm.survey_request AS
SELECT
    fact.* EXCEPT (version, is_deleted, published_at),
    started_at AS sent_at,
    ended_at AS answered_at,
    team,
    region,
    version,
    toUInt32(bitAnd(version, 4294967295)) AS revision,
    published_at
FROM crm_store.survey_request AS fact FINAL
ASOF LEFT JOIN
(
    SELECT tenant AS person_tenant, rep_id AS person_id, valid_from AS person_from, team, region
    FROM crm.membership
) AS person ON person_tenant = fact.tenant AND person_id = fact.owner
    AND person_from <= coalesce(fact.ended_at, toDateTime64('2200-01-01 00:00:00', 3, 'UTC'))
SETTINGS do_not_merge_across_partitions_select_final = 1
COMMENT 'One survey sent to a respondent, and whether it was answered (M18)'
