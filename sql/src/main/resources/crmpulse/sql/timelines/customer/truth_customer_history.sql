-- The history of every customer, by the rules of crm.truth_engagement_history: surveys, visits, offers and what else is between the
-- customer and us, and what was won of a customer that the event names, whatever history that is counted in.
CREATE OR REPLACE VIEW crm.truth_customer_history AS
WITH
    delivery AS
    (
        SELECT *, if(event_data.customer_id != '', concat('customer/', event_data.customer_id), subject) AS history
        FROM crm.event_data
        WHERE type IN (
                'crm.survey.sent', 'crm.survey.answered', 'crm.visit.planned', 'crm.visit.completed', 'crm.offer.value_added',
                'crm.referral.made', 'crm.purchase.repeated', 'crm.contract.renewed', 'crm.customer.churned',
                'crm.customer.status_changed')
            OR (type = 'crm.deal.won' AND event_data.customer_id != '')
    ),
    -- include: history
SELECT
    tenant,
    history AS key,
    row_number() OVER (PARTITION BY tenant, history ORDER BY time, sequence, rank, source, id) AS position,
    -- include: history_event
FROM survivor
COMMENT 'The history of every customer, by the rules of crm.truth_engagement_history: surveys, visits, offers and what else is between the customer and us, and what was won of a customer that the event names, whatever history that is counted in'
