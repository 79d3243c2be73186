-- Whoever reads all figures, on a server whose users are made by SQL; reader.xml is the same for one whose users are files.
-- After `crm-pulse migrate`, by an administrator: clickhouse-client --multiquery < readers.sql, then
--   CREATE USER crm_grafana IDENTIFIED BY '…' DEFAULT ROLE crm_reader; GRANT crm_reader TO crm_grafana;

-- No query lasts or holds much, and none may lift that; 2, since drivers set how they want their answers. All versions of a fact lie in
-- one month, so one that is merged is read as it is: two to four times as fast. What follows from comparisons is looked for in vain, which
-- takes a quarter of the planning of a score.
CREATE SETTINGS PROFILE IF NOT EXISTS crm_reader SETTINGS readonly = 2, max_execution_time = 60 MAX 60,
    max_memory_usage = 4000000000 MAX 4000000000, max_result_rows = 1000000 MAX 1000000,
    do_not_merge_across_partitions_select_final = 1, optimize_and_compare_chain = 0;
CREATE ROLE IF NOT EXISTS crm_reader SETTINGS PROFILE 'crm_reader';

-- Views read with the rights of whoever asks, so the tables behind them are granted too.
GRANT SELECT ON crm.* TO crm_reader;
GRANT SELECT ON crm_store.* TO crm_reader;
GRANT dictGet ON crm.people_dictionary TO crm_reader;

-- Of each user in an hour: as many queries as twenty open boards ask, and two cores for half of the time.
CREATE QUOTA IF NOT EXISTS crm_reader KEYED BY user_name FOR INTERVAL 1 hour MAX queries = 50000, execution_time = 3600 TO crm_reader;
