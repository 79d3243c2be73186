-- What there is to ask, from what views and tables say of themselves: their comment is the meaning, then "Parameters: name (meaning), ….", then
-- an example. ClickHouse's DESCRIBE shows nothing of a view with parameters, and SHOW TABLES no meaning.
--   SELECT name, meaning, example FROM crm.catalogue WHERE kind IN ('facts', 'view', 'view with parameters') AND has(metrics, 'M5')
CREATE OR REPLACE VIEW crm.catalogue AS
WITH
    relation AS
    (
        SELECT
            database,
            name,
            engine,
            comment,
            arrayDistinct(extractAllGroups(as_select, '\\{(\\w+):([\\w(), ]+)\\}')) AS names_and_types,
            position(comment, ' SELECT ') AS example_at,
            if(example_at > 0, substring(comment, 1, example_at - 1), comment) AS said,
            extractAllGroups(splitByString(' Parameters: ', said)[2], '(\\w+) \\(([^)]*)\\)') AS names_and_meanings
        FROM system.tables
        WHERE database IN ('crm', 'crm_store') AND NOT is_temporary
    ),
    described AS
    (
        SELECT database, relation, groupArray((column_name, type, meaning)) AS columns
        FROM (SELECT database, relation, column_name, type, meaning FROM crm.catalogue_column ORDER BY position)
        GROUP BY database, relation
    )
SELECT
    relation.database AS database,
    relation.name AS name,
    multiIf(
        engine = 'Dictionary', 'dictionary',
        engine != 'View', 'table',
        startsWith(name, 'truth_') OR name = 'engagement_delivery', 'recomputation',
        notEmpty(parameters), 'view with parameters',
        (relation.name IN (SELECT name FROM system.tables WHERE database = 'crm_store')) AND has(described.columns.1, 'def_version'), 'facts',
        endsWith(name, '_window'), 'windows',
        'view') AS kind,
    arrayDistinct(extractAll(comment, '\\bM[0-9]+[a-c]?\\b')) AS metrics,
    trimBoth(splitByString(' Parameters: ', said)[1]) AS meaning,
    CAST(
        arrayMap(
            typed -> (typed[1], typed[2], arrayFirst(explained -> explained[1] = typed[1], names_and_meanings)[2]),
            arraySort(typed -> arrayFirstIndex(explained -> explained[1] = typed[1], names_and_meanings), names_and_types)),
        'Array(Tuple(name String, type String, meaning String))') AS parameters,
    if(example_at > 0, substring(comment, example_at + 1), concat('SELECT * FROM ', database, '.', name, ' LIMIT 10')) AS example,
    CAST(described.columns, 'Array(Tuple(name String, type String, meaning String))') AS columns
FROM relation
LEFT JOIN described ON described.database = relation.database AND described.relation = relation.name
SETTINGS join_use_nulls = 0
COMMENT 'What there is to ask: each view, table and dictionary with what it is, its parameters, its columns and a query to begin with'
