-- A deal has a row in each history that concerns it: more than one where its events name different leads.
CREATE OR REPLACE VIEW crm.split_deal AS
SELECT
    tenant,
    deal_id,
    count() AS n,
    arraySort(groupArray(lead_id)) AS lead_ids,
    min(started_at) AS started_at
FROM crm.deal
GROUP BY tenant, deal_id
HAVING n > 1
COMMENT 'Deals that are counted more than once, since their events name different leads'
