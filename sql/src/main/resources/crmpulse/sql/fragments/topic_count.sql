-- Words of the policy's dictionary in notes and transcripts, in any case. The words stay in the raw events: here they are counted.
    toDateTime64(first_day, 3, 'UTC') AS begins, toDateTime64(day_after, 3, 'UTC') AS ends,
    spoken AS
    (
        WITH JSONExtract(json, 'data', 'Tuple(notes String, transcript String)') AS said
        SELECT tenant, source, id, argMax(lowerUTF8(concat(said.notes, ' ', said.transcript)), (ifNull(recordedat, toDateTime64(0, 3, 'UTC')), bytes_hash)) AS words
        FROM crm.event
        -- A later delivery may date the contact anew, by up to forty days.
        WHERE type = 'crm.activity.logged' AND time >= begins - toIntervalDay(40) AND time < ends + toIntervalDay(40)
        GROUP BY tenant, source, id
    ),
    zoned AS (SELECT tenant, argMax(zone, effective_from) AS zone FROM crm.tenant_profile GROUP BY tenant),
    talk AS
    (
        SELECT
            contact.tenant AS tenant, if(contact.is_follow_up = 1, contact.actor, contact.owner) AS rep, contact.started_at AS started_at, spoken.words AS words,
            policy.topics AS topics
        FROM (SELECT * FROM crm_store.activity FINAL WHERE started_at >= begins AND started_at < ends) AS contact
        INNER JOIN spoken ON spoken.tenant = contact.tenant AND spoken.source = contact.source AND spoken.id = contact.activity_id
        ASOF LEFT JOIN (SELECT tenant, effective_from, topics FROM crm.quality_policy) AS policy
            ON policy.tenant = contact.tenant AND policy.effective_from <= contact.started_at
    )
SELECT
    talk.tenant AS tenant,
    concat(rep, '/', toString(month), '/', entry.1) AS id,
    rep,
    toStartOfMonth(toDate(substring(toString(started_at, zone), 1, 10))) AS month,
    entry.1 AS topic,
    count() AS n_contacts,
    countIf(arrayExists(word -> position(words, word) > 0, entry.2)) AS n_mentions
FROM talk
INNER JOIN zoned ON zoned.tenant = talk.tenant
ARRAY JOIN talk.topics AS entry
GROUP BY tenant, rep, month, topic
