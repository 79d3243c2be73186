-- Employees are asked without their names: of who answered there is a number that joins the answers of one person, and nothing else.
CREATE OR REPLACE VIEW crm.employee_answer AS
WITH
    delivery AS
    (
        SELECT
            tenant, source, id, sequence, type, subject, time, original_time, recordedat, actortype, content_hash, bytes_hash, rank, topic, score,
            if(event_data.rep_id != '', concat('rep/', event_data.rep_id), subject) AS history
        FROM crm.event_data
        WHERE type = 'crm.employee.surveyed'
    ),
    -- include: history
SELECT
    answer.tenant AS tenant,
    dense_rank() OVER (PARTITION BY answer.tenant ORDER BY cityHash64(answer.history), answer.history) AS respondent_no,
    person.team AS team,
    person.region AS region,
    answer.topic AS topic,
    answer.score AS score,
    answer.time AS answered_at
FROM (SELECT *, substring(history, 5) AS rep FROM survivor WHERE startsWith(history, 'rep/') AND score >= 1 AND score <= 5) AS answer
ASOF LEFT JOIN (SELECT tenant, rep_id, valid_from, team, region FROM crm.membership) AS person
    ON person.tenant = answer.tenant AND person.rep_id = answer.rep AND person.valid_from <= answer.time
SETTINGS join_use_nulls = 0
COMMENT 'One answer of an employee, 1 to 5, with the team of its moment and without the person (M25)'
