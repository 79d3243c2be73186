-- What crm.stage_evidence says of some days, which reads no more than these ask for.
--   SELECT * FROM crm.stage_evidence_between(from = '2026-03-01', to = '2026-04-01') WHERE has_contact = 0
CREATE OR REPLACE VIEW crm.stage_evidence_between AS
WITH
    {from:Date} AS first_day, {to:Date} AS day_after,
-- include: stage_evidence
COMMENT 'One step forward of a deal: contacts, attachments and records in the stage it left or shortly before, five items of a checklist (M12). Parameters: from (first day), to (day after the last), both in UTC, of the step. SELECT * FROM crm.stage_evidence_between(from = ''2026-03-01'', to = ''2026-04-01'') WHERE has_contact = 0'
