package dev.crmpulse.embedded.clickhouse.http;

import dev.crmpulse.embedded.clickhouse.engine.EngineException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The settings of a reader's statement: limits, and of its own wishes those that only shape the answer. */
final class ReaderSettings {
    /** The largest that a reader may ask for, and gets without asking. */
    private static final Map<String, Long> LIMITS = Map.of(
            "max_execution_time", 300L,
            "max_result_rows", 20_000_000L,
            "max_memory_usage", 4L << 30);

    /** None names a file, holds an expression or lifts a limit. */
    private static final Set<String> ALLOWED = Set.of(
            "aggregate_functions_null_for_empty",
            "async_insert",
            "cancel_http_readonly_queries_on_client_close",
            "count_distinct_implementation",
            "date_time_output_format",
            "enable_http_compression",
            "extremes",
            "final",
            "format_csv_delimiter",
            "group_by_use_nulls",
            "join_algorithm",
            "join_use_nulls",
            "limit",
            "log_comment",
            "max_block_size",
            "max_threads",
            "offset",
            "prefer_column_name_to_alias",
            "result_overflow_mode",
            "send_progress_in_http_headers",
            "session_timezone",
            "transform_null_in",
            "union_default_mode",
            "use_query_cache",
            "wait_for_async_insert");

    private static final String OUTPUT = "output_format_";
    /** Names a file that the engine would write. */
    private static final String OUTPUT_SCHEMA = "output_format_schema";

    private ReaderSettings() {}

    /** @throws EngineException 164 if a reader may not set it for a part of a statement, where no limit is looked at */
    static void requireNoLimit(String name) {
        boolean shapesOutput = name.startsWith(OUTPUT) && !name.equals(OUTPUT_SCHEMA);
        if (!ALLOWED.contains(name) && !shapesOutput) {
            throw EngineException.of(164, "READONLY", "Whoever gives no password may not set " + name);
        }
    }

    /**
     * The settings to run with: those wanted, but no limit beyond the largest.
     *
     * @throws EngineException 164 if one of them is not a reader's
     */
    static Map<String, String> within(Map<String, String> wanted) {
        Map<String, String> settings = new LinkedHashMap<>(wanted);
        wanted.keySet().stream().filter(name -> !LIMITS.containsKey(name)).forEach(ReaderSettings::requireNoLimit);
        LIMITS.forEach((name, largest) ->
                settings.merge(name, Long.toString(largest), (given, most) -> Long.toString(limit(given, largest))));
        return settings;
    }

    /** What is no number, or 0 for "no limit", is the largest too. */
    private static long limit(String given, long largest) {
        long number = given.matches("\\d{1,18}") ? Long.parseLong(given) : 0;
        return number == 0 ? largest : Math.min(number, largest);
    }
}
