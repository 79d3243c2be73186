package dev.crmpulse.connectors.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.kafka.DeadLetterPublisher;
import dev.crmpulse.embedded.clickhouse.ClickHouseProcess;
import dev.crmpulse.engine.fact.ColumnType;
import dev.crmpulse.engine.fact.JournalType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real engine has in its columns is what was written, of every type. */
class ColumnTypesTest {
    private static final JournalType<Object> TABLE = BlockBufferTest.table(List.of(ColumnType.values()));

    /** Values in the order of the types; the table refuses the third row. */
    private static final Object[][] ROWS = {
        {
            "plain",
            "label",
            "<1h",
            1_772_359_200_250L,
            0L,
            1_500L,
            new BigDecimal("12.34"),
            258,
            258L,
            -2L,
            sketch(Map.of((short) -2, 1L, (short) 258, 2L)),
            counts(Map.of("<1h", -1L, "won", 7L)),
            texts(Map.of("country", "FR", "käse", "")),
            new byte[] {0, -1}
        },
        {
            "",
            "",
            null,
            -1L,
            null,
            null,
            null,
            0,
            0L,
            0L,
            sketch(Map.of()),
            counts(Map.of()),
            texts(Map.of()),
            new byte[0]
        },
        {
            "refused",
            "other",
            "other",
            0L,
            null,
            null,
            null,
            0,
            0L,
            0L,
            sketch(Map.of((short) 1, 1L)),
            counts(Map.of("other", 1L)),
            texts(Map.of("other", "other")),
            new byte[] {1}
        },
        {
            "李小龙 \uD83D\uDE00",
            "客户",
            "",
            -62_135_596_800_000L,
            4_102_444_799_999L,
            999_999_999_999_999_999L,
            new BigDecimal("99999999999999.9999"),
            -1,
            -1L,
            Long.MIN_VALUE,
            sketch(Map.of(Short.MIN_VALUE, Long.MAX_VALUE, Short.MAX_VALUE, Long.MIN_VALUE)),
            counts(Map.of("", Long.MAX_VALUE, "赢", 1L)),
            texts(Map.of("", "x", "国家", "中国")),
            "x".repeat(300).getBytes(StandardCharsets.UTF_8)
        },
        {
            "x".repeat(70_000),
            "label",
            "客户",
            0L,
            null,
            -999_999_999_999_999_999L,
            new BigDecimal("-99999999999999.9999"),
            Integer.MAX_VALUE,
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            sketch(Map.of()),
            counts(Map.of("label", 0L)),
            texts(Map.of()),
            "客".getBytes(StandardCharsets.UTF_8)
        }
    };

    @TempDir
    Path directory;

    private final List<DeadLetter> letters = new ArrayList<>();

    @Test
    void whatIsReadIsWhatWasWrittenAlsoWhereOneRowOfTheBlockIsRefused() throws Exception {
        try (ClickHouseProcess clickHouse = ClickHouseProcess.start(directory)) {
            ClickHouseEndpoint endpoint = ClickHouseEndpoint.local(clickHouse.port(), clickHouse.secret());
            try (Connection connection = endpoint.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE crm_store");
                statement.execute(StoreColumns.of(TABLE).entrySet().stream()
                        .map(column -> column.getKey() + " " + column.getValue())
                        .collect(Collectors.joining(
                                ", ",
                                "CREATE TABLE crm_store.t (",
                                ", CONSTRAINT fit CHECK c0 != 'refused') ENGINE = MergeTree ORDER BY tuple()")));
                insert(endpoint);

                List<List<String>> expected = new ArrayList<>();
                Arrays.stream(ROWS).forEach(row -> expected.add(shown(row)));
                expected.remove(2);
                assertThat(rows(statement)).containsExactlyInAnyOrderElementsOf(expected);
                assertThat(letters).singleElement().satisfies(letter -> assertThat(letter.detail())
                        .isEqualTo("table t refused a row with code 469"));
            }
        }
    }

    private void insert(ClickHouseEndpoint endpoint) throws Exception {
        BlockBuffer block = new BlockBuffer(TABLE);
        for (Object[] row : ROWS) {
            block.add(new TableRow(TABLE, row, 0, TableRow.Kind.PRESENT), 6, 7);
        }
        try (BatchInserter inserter = new BatchInserter(
                "job/new/", endpoint, Duration.ofSeconds(60), new Letters(), new SimpleCounter(), Clock.systemUTC())) {
            inserter.insert(new BatchEncoder("job/new/").encode(block));
        }
    }

    private static List<List<String>> rows(Statement statement) throws SQLException {
        String columns = TABLE.columns().stream()
                .map(column -> switch (column.type()) {
                    case TIME, NULLABLE_TIME -> "toUnixTimestamp64Milli(" + column.name() + ")";
                    case BYTES -> "lower(hex(" + column.name() + "))";
                    default -> column.name();
                })
                .map(shown -> "ifNull(toString(" + shown + "), 'NULL')")
                .collect(Collectors.joining(", "));
        List<List<String>> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery("SELECT " + columns + " FROM crm_store.t")) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= ROWS[0].length; i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** A row as the engine shows it. */
    private static List<String> shown(Object[] row) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < row.length; i++) {
            shown.add(row[i] == null ? "NULL" : shown(TABLE.columns().get(i).type(), row[i]));
        }
        return shown;
    }

    private static String shown(ColumnType type, Object value) {
        return switch (type) {
            case NULLABLE_SECONDS ->
                BigDecimal.valueOf((Long) value, 3).stripTrailingZeros().toPlainString();
            case COUNT -> Integer.toUnsignedString((Integer) value);
            case LARGE_COUNT -> Long.toUnsignedString((Long) value);
            case SKETCH ->
                ((Map<?, ?>) value)
                        .entrySet().stream()
                                .map(bin -> bin.getKey() + ":" + bin.getValue())
                                .collect(Collectors.joining(",", "{", "}"));
            case COUNTS ->
                ((Map<?, ?>) value)
                        .entrySet().stream()
                                .map(count -> "'" + count.getKey() + "':" + count.getValue())
                                .collect(Collectors.joining(",", "{", "}"));
            case TEXTS ->
                ((Map<?, ?>) value)
                        .entrySet().stream()
                                .map(text -> "'" + text.getKey() + "':'" + text.getValue() + "'")
                                .collect(Collectors.joining(",", "{", "}"));
            case BYTES -> HexFormat.of().formatHex((byte[]) value);
            default -> value.toString();
        };
    }

    private static Map<Short, Long> sketch(Map<Short, Long> bins) {
        return new TreeMap<>(bins);
    }

    private static Map<String, Long> counts(Map<String, Long> counts) {
        return new TreeMap<>(counts);
    }

    private static Map<String, String> texts(Map<String, String> texts) {
        return new TreeMap<>(texts);
    }

    private final class Letters implements DeadLetterPublisher {
        @Override
        public void send(DeadLetter letter) {
            letters.add(letter);
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
