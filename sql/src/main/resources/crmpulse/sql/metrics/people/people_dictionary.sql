-- For the queries of analysts: dictGet('crm.people_dictionary', 'team', (tenant, rep_id), moment). It may be as old as its
-- lifetime, and an embedded engine never renews it by itself, so the views of this release join crm.people instead.
-- Both ends of a range belong to it, a millisecond before the next change is the last moment of a row.
CREATE OR REPLACE DICTIONARY crm.people_dictionary
(
    tenant String,
    rep_id String,
    valid_from DateTime64(3, 'UTC'),
    valid_until Nullable(DateTime64(3, 'UTC')),
    team String,
    manager String,
    region String,
    role String,
    status String
)
PRIMARY KEY tenant, rep_id
SOURCE(CLICKHOUSE(QUERY '
    SELECT tenant, rep_id, valid_from, valid_to - toIntervalMillisecond(1) AS valid_until, team, manager, region, role, status
    FROM crm.people
    WHERE valid_to IS NULL OR valid_to > valid_from'))
LIFETIME(MIN 30 MAX 60)
LAYOUT(COMPLEX_KEY_RANGE_HASHED())
RANGE(MIN valid_from MAX valid_until)
COMMENT 'What was true of a person at a moment'
