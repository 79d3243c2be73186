-- The order of a contract is of another history, that of the order: it is found here by the contract that it names. An order that was planned before the
-- signing follows at once.
CREATE OR REPLACE VIEW crm.contract_to_order AS
SELECT
    fact.*,
    -- include: business_seconds
FROM
(
    SELECT
        tenant,
        contract_id,
        deal_id,
        customer_id,
        owner,
        team,
        region,
        order_id,
        assumeNotNull(signed_at) AS started_at,
        if(order_id = '', NULL, greatest(first_planned, assumeNotNull(signed_at))) AS ended_at,
        toDecimal64(dateDiff('millisecond', started_at, ended_at), 3) / 1000 AS calendar_seconds
    FROM (SELECT * FROM crm.contract WHERE signed_at IS NOT NULL) AS signed
    LEFT JOIN
    (
        SELECT tenant AS order_tenant, contract_id AS ordered_contract, min(started_at) AS first_planned, argMin(order_id, started_at) AS order_id
        FROM crm_store.delivery FINAL
        WHERE contract_id != ''
        GROUP BY order_tenant, ordered_contract
    ) AS planned ON order_tenant = signed.tenant AND ordered_contract = signed.contract_id
) AS fact
-- include: calendar_of_fact
SETTINGS join_use_nulls = 0
COMMENT 'From the signing of a contract to the first order planned for it, NULL where there is none yet (M20)'
