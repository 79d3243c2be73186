package dev.crmpulse.embedded.clickhouse.http;

import java.util.Locale;
import java.util.Set;

/** A ClickHouse output format, by the name a statement or a client gives it. */
record OutputFormat(String name) {
    /** Formats without header and footer: blocks formatted one by one make up the whole. */
    private static final Set<String> BLOCK_BY_BLOCK =
            Set.of("tabseparated", "tsv", "jsoneachrow", "rowbinary", "native");

    boolean canStream() {
        return BLOCK_BY_BLOCK.contains(lowerCase());
    }

    String contentType() {
        String lower = lowerCase();
        if (lower.startsWith("json") && lower.endsWith("eachrow")) {
            return "application/x-ndjson; charset=UTF-8";
        }
        if (lower.startsWith("json")) {
            return "application/json; charset=UTF-8";
        }
        if (lower.startsWith("csv")) {
            return "text/csv; charset=UTF-8";
        }
        if (lower.startsWith("tab") || lower.startsWith("tsv")) {
            return "text/tab-separated-values; charset=UTF-8";
        }
        if (lower.startsWith("rowbinary")
                || lower.startsWith("arrow")
                || lower.equals("native")
                || lower.equals("parquet")) {
            return "application/octet-stream";
        }
        return "text/plain; charset=UTF-8";
    }

    private String lowerCase() {
        return name.toLowerCase(Locale.ROOT);
    }
}
