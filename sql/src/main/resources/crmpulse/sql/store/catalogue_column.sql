-- ClickHouse keeps no columns of a view with parameters, and no comments of those of a dictionary: these are described apart.
--   SELECT relation, meaning FROM crm.catalogue_column WHERE column_name = 'owner' AND database = 'crm'
CREATE OR REPLACE VIEW crm.catalogue_column AS
SELECT
    database,
    table AS relation,
    toUInt32(position) AS position,
    name AS column_name,
    type,
    comment AS meaning
FROM system.columns
WHERE database IN ('crm', 'crm_store') AND (database, table) NOT IN (SELECT 'crm', relation FROM crm.described_column)
UNION ALL
SELECT 'crm', relation, position, column_name, type, meaning
FROM crm.described_column
COMMENT 'Columns of all views, tables and dictionaries: what they are, and of which type'
