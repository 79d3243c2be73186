-- Pending is whom an event asks for under an id that is no pseudonym yet; once erased the event has the pseudonym too.
CREATE OR REPLACE VIEW crm.erasure AS
SELECT
    if(erased.pseudonym != '', erased.tenant, asked.tenant) AS tenant,
    if(erased.pseudonym != '', concat(erased.kind, '/', erased.pseudonym), asked.subject) AS person,
    if(erased.pseudonym != '', 'done', 'pending') AS status,
    asked.first_at AS requested_at,
    if(erased.pseudonym != '', toNullable(erased.published_at), NULL) AS erased_at,
    erased.events AS events,
    erased.dead_letters AS dead_letters
FROM
(
    SELECT event.tenant, event.subject, substring(event.subject, position(event.subject, '/') + 1) AS id, toNullable(min(event.time)) AS first_at
    FROM crm.event AS event
    WHERE event.type = 'crm.person.erased'
    GROUP BY event.tenant, event.subject
) AS asked
FULL OUTER JOIN (SELECT * FROM crm_store.erasure FINAL) AS erased ON erased.tenant = asked.tenant AND erased.pseudonym = asked.id
COMMENT 'One person who is to be erased, or who was'
