-- Where the history of every merged lead is evaluated: the merges followed to their end. Where they lead in a circle, the lead that the latest
-- of its merges names stays.
CREATE OR REPLACE VIEW crm.truth_lead_move AS
WITH RECURSIVE
    -- Read once: what a recursion joins is read anew with each step.
    (SELECT groupArray((tenant, key, `into`, stated_at)) FROM crm.truth_merge) AS stated,
    step AS
    (
        SELECT merge.1 AS tenant, merge.2 AS key, merge.3 AS `into`, merge.4 AS stated_at
        FROM (SELECT arrayJoin(stated) AS merge)
    ),
    -- The merges on the way of each lead, each with the lead that it merges, and when it was stated last.
    walk AS
    (
        SELECT tenant, key, `into` AS at, [(key, `into`, stated_at)] AS merges
        FROM step
        UNION ALL
        SELECT walk.tenant AS tenant, walk.key AS key, step.`into` AS at, arrayPushBack(walk.merges, (step.key, step.`into`, step.stated_at)) AS merges
        FROM walk
        INNER JOIN step ON step.tenant = walk.tenant AND step.key = walk.at
        WHERE NOT has(walk.merges.1, walk.at)
    )
SELECT tenant, key, if(has(merges.1, at), arraySort(m -> (m.3, m.1), arraySlice(merges, indexOf(merges.1, at)))[-1].2, at) AS root
FROM
(
    -- The longest way of each history is the whole of it.
    SELECT tenant, key, at, merges
    FROM walk
    ORDER BY length(merges) DESC
    LIMIT 1 BY tenant, key
)
COMMENT 'Under which key the history of a merged lead is evaluated'
