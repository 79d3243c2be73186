-- Whoever reads the figures of one tenant alone. After readers.sql, and again after each upgrade: what a release adds to is not granted
-- before. For another tenant, repeat the last part with its name.

CREATE ROLE IF NOT EXISTS crm_tenant_reader SETTINGS PROFILE 'crm_reader';
CREATE QUOTA IF NOT EXISTS crm_tenant_reader KEYED BY user_name FOR INTERVAL 1 hour MAX queries = 50000, execution_time = 3600
    TO crm_tenant_reader;

-- Views show what the policies of whoever asks let through. A view that were made with SQL SECURITY DEFINER would show all: where the
-- server's default_normal_view_sql_security is not INVOKER, set it for crm_migrate before migrate.
-- No dictGet: crm.people_dictionary holds the people of all tenants.
GRANT SELECT ON crm.* TO crm_tenant_reader;
GRANT SELECT ON crm_store.run TO crm_tenant_reader;
GRANT SELECT ON crm_store.event TO crm_tenant_reader;
GRANT SELECT ON crm_store.event_key TO crm_tenant_reader;
GRANT SELECT ON crm_store.ledger TO crm_tenant_reader;
GRANT SELECT ON crm_store.late TO crm_tenant_reader;
GRANT SELECT ON crm_store.dlq TO crm_tenant_reader;
GRANT SELECT ON crm_store.progress TO crm_tenant_reader;
GRANT SELECT ON crm_store.policy TO crm_tenant_reader;
GRANT SELECT ON crm_store.calendar_interval TO crm_tenant_reader;
GRANT SELECT ON crm_store.correction TO crm_tenant_reader;
GRANT SELECT ON crm_store.rebuilt_window TO crm_tenant_reader;
GRANT SELECT ON crm_store.alert TO crm_tenant_reader;
GRANT SELECT ON crm_store.intake TO crm_tenant_reader;
GRANT SELECT ON crm_store.horizon TO crm_tenant_reader;
GRANT SELECT ON crm_store.reconciliation TO crm_tenant_reader;
GRANT SELECT ON crm_store.erasure TO crm_tenant_reader;
GRANT SELECT ON crm_store.difference TO crm_tenant_reader;
GRANT SELECT ON crm_store.first_response TO crm_tenant_reader;
GRANT SELECT ON crm_store.next_response TO crm_tenant_reader;
GRANT SELECT ON crm_store.customer_reply TO crm_tenant_reader;
GRANT SELECT ON crm_store.owner_span TO crm_tenant_reader;
GRANT SELECT ON crm_store.stage_visit TO crm_tenant_reader;
GRANT SELECT ON crm_store.deal TO crm_tenant_reader;
GRANT SELECT ON crm_store.sla_clock TO crm_tenant_reader;
GRANT SELECT ON crm_store.lead_tier TO crm_tenant_reader;
GRANT SELECT ON crm_store.funnel_entry TO crm_tenant_reader;
GRANT SELECT ON crm_store.survey_answer TO crm_tenant_reader;
GRANT SELECT ON crm_store.survey_request TO crm_tenant_reader;
GRANT SELECT ON crm_store.people TO crm_tenant_reader;
GRANT SELECT ON crm_store.assignment TO crm_tenant_reader;
GRANT SELECT ON crm_store.breaker TO crm_tenant_reader;
GRANT SELECT ON crm_store.handover TO crm_tenant_reader;
GRANT SELECT ON crm_store.knowledge_share TO crm_tenant_reader;
GRANT SELECT ON crm_store.peer_rating TO crm_tenant_reader;
GRANT SELECT ON crm_store.proposal TO crm_tenant_reader;
GRANT SELECT ON crm_store.proposal_question TO crm_tenant_reader;
GRANT SELECT ON crm_store.activity TO crm_tenant_reader;
GRANT SELECT ON crm_store.ticket TO crm_tenant_reader;
GRANT SELECT ON crm_store.improvement TO crm_tenant_reader;
GRANT SELECT ON crm_store.contract TO crm_tenant_reader;
GRANT SELECT ON crm_store.delivery TO crm_tenant_reader;
GRANT SELECT ON crm_store.invoice TO crm_tenant_reader;
GRANT SELECT ON crm_store.payment TO crm_tenant_reader;
GRANT SELECT ON crm_store.visit TO crm_tenant_reader;
GRANT SELECT ON crm_store.relationship_event TO crm_tenant_reader;
GRANT SELECT ON crm_store.people_event TO crm_tenant_reader;
GRANT SELECT ON crm_store.fact_window TO crm_tenant_reader;

-- A table with policies shows others nothing, or all, as the server is set: so what the others read is said too.
CREATE ROW POLICY OR REPLACE crm_all ON
    crm_store.event, crm_store.event_key, crm_store.ledger, crm_store.late, crm_store.policy,
    crm_store.calendar_interval, crm_store.correction, crm_store.rebuilt_window, crm_store.alert, crm_store.intake,
    crm_store.difference, crm_store.first_response, crm_store.next_response, crm_store.customer_reply,
    crm_store.owner_span, crm_store.stage_visit, crm_store.deal, crm_store.sla_clock, crm_store.lead_tier,
    crm_store.funnel_entry, crm_store.survey_answer, crm_store.survey_request, crm_store.people, crm_store.assignment,
    crm_store.breaker, crm_store.handover, crm_store.knowledge_share, crm_store.peer_rating, crm_store.proposal,
    crm_store.proposal_question, crm_store.activity, crm_store.ticket, crm_store.improvement, crm_store.contract,
    crm_store.delivery, crm_store.invoice, crm_store.payment, crm_store.visit, crm_store.relationship_event,
    crm_store.people_event, crm_store.fact_window, crm_store.erasure, crm_store.dlq, crm_store.reconciliation
    USING 1 TO ALL EXCEPT crm_tenant_reader;

-- What ships for everybody: rules and calendars.
CREATE ROW POLICY OR REPLACE crm_shipped ON
    crm_store.event, crm_store.event_key, crm_store.ledger, crm_store.late, crm_store.policy,
    crm_store.calendar_interval, crm_store.correction, crm_store.rebuilt_window, crm_store.alert, crm_store.intake,
    crm_store.difference, crm_store.first_response, crm_store.next_response, crm_store.customer_reply,
    crm_store.owner_span, crm_store.stage_visit, crm_store.deal, crm_store.sla_clock, crm_store.lead_tier,
    crm_store.funnel_entry, crm_store.survey_answer, crm_store.survey_request, crm_store.people, crm_store.assignment,
    crm_store.breaker, crm_store.handover, crm_store.knowledge_share, crm_store.peer_rating, crm_store.proposal,
    crm_store.proposal_question, crm_store.activity, crm_store.ticket, crm_store.improvement, crm_store.contract,
    crm_store.delivery, crm_store.invoice, crm_store.payment, crm_store.visit, crm_store.relationship_event,
    crm_store.people_event, crm_store.fact_window, crm_store.erasure
    USING tenant = '*' TO crm_tenant_reader;

-- What could not be read may be anybody's, and so may the last history that was recomputed.
CREATE ROW POLICY OR REPLACE crm_nothing ON
    crm_store.dlq, crm_store.reconciliation
    USING 0 TO crm_tenant_reader;

-- The tenant acme: CREATE USER acme IDENTIFIED BY '…' DEFAULT ROLE crm_tenant_reader; GRANT crm_tenant_reader TO acme; and then
CREATE ROW POLICY OR REPLACE crm_acme ON
    crm_store.event, crm_store.event_key, crm_store.ledger, crm_store.late, crm_store.policy,
    crm_store.calendar_interval, crm_store.correction, crm_store.rebuilt_window, crm_store.alert, crm_store.intake,
    crm_store.difference, crm_store.first_response, crm_store.next_response, crm_store.customer_reply,
    crm_store.owner_span, crm_store.stage_visit, crm_store.deal, crm_store.sla_clock, crm_store.lead_tier,
    crm_store.funnel_entry, crm_store.survey_answer, crm_store.survey_request, crm_store.people, crm_store.assignment,
    crm_store.breaker, crm_store.handover, crm_store.knowledge_share, crm_store.peer_rating, crm_store.proposal,
    crm_store.proposal_question, crm_store.activity, crm_store.ticket, crm_store.improvement, crm_store.contract,
    crm_store.delivery, crm_store.invoice, crm_store.payment, crm_store.visit, crm_store.relationship_event,
    crm_store.people_event, crm_store.fact_window, crm_store.erasure
    USING tenant = 'acme' TO acme;
