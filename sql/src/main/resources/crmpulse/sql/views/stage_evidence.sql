CREATE OR REPLACE VIEW crm.stage_evidence AS
WITH
    toDate('1970-01-01') AS first_day, toDate('2149-06-06') AS day_after,
-- include: stage_evidence
COMMENT 'One step forward of a deal: contacts, attachments and records in the stage it left or shortly before, five items of a checklist (M12). For some days crm.stage_evidence_between is faster'
