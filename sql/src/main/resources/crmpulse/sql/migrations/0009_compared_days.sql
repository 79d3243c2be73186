-- Windows are recomputed beside the job too, those of some days in each pass.
ALTER TABLE crm_store.reconciliation ADD COLUMN IF NOT EXISTS compared_days UInt32 COMMENT 'Days of tenants whose windows were compared' AFTER next_key;

ALTER TABLE crm_store.difference COMMENT COLUMN id 'Id of the fact, or the name of the window: family, length, begin, what dates it, owner and label';

ALTER TABLE crm_store.difference COMMENT COLUMN history 'Key of the history that the fact follows from; of a window the day of UTC on which it begins: day/2026-03-02';
