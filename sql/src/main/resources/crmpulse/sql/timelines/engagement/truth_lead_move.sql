-- Where the history of every merged lead is evaluated: the merges followed to their end. Where they lead in a circle, the lead that the latest
-- of its merges names stays.
CREATE OR REPLACE VIEW crm.truth_lead_move AS
WITH RECURSIVE
    walk AS
    (
        SELECT tenant, key, `into` AS at, [key] AS path
        FROM crm.truth_merge
        UNION ALL
        SELECT walk.tenant AS tenant, walk.key AS key, step.`into` AS at, arrayPushBack(walk.path, walk.at) AS path
        FROM walk
        INNER JOIN crm.truth_merge AS step ON step.tenant = walk.tenant AND step.key = walk.at
        WHERE NOT has(walk.path, walk.at)
    ),
    -- The longest way of each history is the whole of it.
    way AS
    (
        SELECT tenant, key, at, path
        FROM walk
        ORDER BY length(path) DESC
        LIMIT 1 BY tenant, key
    )
SELECT way.tenant AS tenant, way.key AS key, if(has(way.path, way.at), circle.root, way.at) AS root
FROM way
LEFT JOIN
(
    SELECT member.tenant AS tenant, member.key AS key, argMax(step.`into`, (step.stated_at, step.key)) AS root
    FROM
    (
        SELECT tenant, key, arrayJoin(arraySlice(path, indexOf(path, at))) AS member_key
        FROM way
        WHERE has(path, at)
    ) AS member
    INNER JOIN crm.truth_merge AS step ON step.tenant = member.tenant AND step.key = member.member_key
    GROUP BY tenant, key
) AS circle ON circle.tenant = way.tenant AND circle.key = way.key
COMMENT 'Under which key the history of a merged lead is evaluated'
