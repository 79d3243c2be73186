-- A customer is shared where people of two roles or more have logged a contact with them: who had which role is as of the contact.
CREATE OR REPLACE VIEW crm.information_sharing AS
WITH
    -- include: wilson
SELECT
    owned.tenant AS tenant,
    owned.owner AS owner,
    count() AS n,
    countIf(recorded.roles >= 2) AS n_shared,
    round(n_shared / n * 100, 4) AS shared_rate,
    round(wilson_low(n_shared, n) * 100, 4) AS shared_low,
    round(wilson_high(n_shared, n) * 100, 4) AS shared_high
FROM
(
    SELECT tenant, owner, customer_id
    FROM crm_store.first_response FINAL
    WHERE owner != '' AND customer_id != ''
    GROUP BY tenant, owner, customer_id
) AS owned
LEFT JOIN
(
    SELECT tenant AS contact_tenant, customer AS contact_customer, uniqExactIf(role, role != '') AS roles
    FROM
    (
        SELECT contact.tenant AS tenant, contact.customer_id AS customer, person.role AS role
        FROM
        (
            SELECT tenant, customer_id, actor, time
            FROM crm.event_data
            WHERE type = 'crm.activity.logged' AND actortype = 'human' AND customer_id != ''
        ) AS contact
        ASOF LEFT JOIN
        (
            SELECT tenant, rep_id, valid_from, role
            FROM crm.people
            WHERE valid_to IS NULL OR valid_to > valid_from
        ) AS person ON person.tenant = contact.tenant AND person.rep_id = contact.actor AND person.valid_from <= contact.time
    )
    GROUP BY contact_tenant, contact_customer
) AS recorded ON contact_tenant = owned.tenant AND contact_customer = owned.customer_id
GROUP BY tenant, owner
SETTINGS join_use_nulls = 0
COMMENT 'Share of each owner''s customers with whom people of two roles or more have logged a contact (M24)'
