package dev.crmpulse.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.connectors.clickhouse.TableRow.Kind;
import dev.crmpulse.connectors.cloudevents.ClockTick;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.cloudevents.ParsedEvent;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.event.Twins;
import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.ColumnType;
import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.fact.TableType;
import dev.crmpulse.engine.rollup.Cause;
import dev.crmpulse.engine.rollup.DatedBy;
import dev.crmpulse.engine.rollup.Grain;
import dev.crmpulse.engine.rollup.Window;
import dev.crmpulse.engine.rollup.WindowDelta;
import dev.crmpulse.engine.rollup.WindowKey;
import dev.crmpulse.engine.rollup.WindowSlice;
import dev.crmpulse.jobs.record.DeadLetterTypeSerializer;
import dev.crmpulse.jobs.record.ParsedRecordSerializer;
import dev.crmpulse.jobs.rollup.WindowDeltaSerializer;
import dev.crmpulse.jobs.table.FactChangeSerializer;
import dev.crmpulse.jobs.table.TableRowSerializer;
import dev.crmpulse.jobs.table.Tables;
import dev.crmpulse.jobs.timeline.KeyedEvent;
import dev.crmpulse.jobs.timeline.KeyedEventSerializer;
import dev.crmpulse.metrics.catalogue.Metrics;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SerializersTest {
    /** A type of a stream and values that travel on it. */
    record Travelling<T>(TypeInformation<T> type, List<T> values) {
        TypeSerializer<T> serializer() {
            return type.createSerializer(new SerializerConfigImpl());
        }

        @Override
        public String toString() {
            return type.toString();
        }
    }

    static Stream<Travelling<?>> streams() {
        List<FactChange> changes = new ArrayList<>();
        List<TableRow> rows = new ArrayList<>();
        for (FactType<?> fact : Metrics.FACTS) {
            changes.add(new FactChange(fact, null, row(fact, Filling.FULL), 1));
            changes.add(new FactChange(fact, row(fact, Filling.FULL), row(fact, Filling.SPARSE), 1L << 40));
            changes.add(new FactChange(fact, row(fact, Filling.SPARSE), null, 300));
        }
        for (TableType<?> table : Tables.ALL) {
            rows.add(new TableRow(table, row(table, Filling.FULL), 0, Kind.PRESENT));
            rows.add(new TableRow(table, row(table, Filling.SPARSE), 1L << 31, Kind.TOMBSTONE));
        }
        DeadLetter letter = new DeadLetter("leads.csv:3", "no time", "row 3", "leads.csv", 3, 9, new byte[] {0, -1});
        DeadLetter emptyLetter = new DeadLetter("crm.events/0/0", "empty", "", "", 0, 0, new byte[0]);
        return Stream.of(
                new Travelling<>(
                        ParsedRecordSerializer.TYPE,
                        List.of(
                                parsedEvent(events().get(0)),
                                new ClockTick(Long.MIN_VALUE),
                                new ClockTick(1_772_359_200_000L),
                                letter)),
                new Travelling<>(DeadLetterTypeSerializer.TYPE, List.of(letter, emptyLetter)),
                new Travelling<>(
                        KeyedEventSerializer.TYPE,
                        events().stream()
                                .map(event -> KeyedEvent.of("t/lead/L-1", event))
                                .toList()),
                new Travelling<>(
                        WindowDeltaSerializer.TYPE,
                        List.of(
                                new WindowDelta(new Window(WINDOW), "first_response L-1", Cause.merge("lead/L-1")),
                                new WindowDelta(new Window(WINDOW), "", Cause.UNKNOWN))),
                new Travelling<>(FactChangeSerializer.TYPE, changes),
                new Travelling<>(TableRowSerializer.TYPE, rows));
    }

    @ParameterizedTest
    @MethodSource("streams")
    <T> void whatIsWrittenIsReadAgainOneAfterTheOther(Travelling<T> stream) throws IOException {
        TypeSerializer<T> serializer = stream.serializer();
        DataOutputSerializer out = new DataOutputSerializer(64);
        for (T value : stream.values()) {
            serializer.serialize(value, out);
        }
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        for (T value : stream.values()) {
            assertSame(serializer.deserialize(in), value);
        }
        assertThat(in.available()).isZero();
    }

    @ParameterizedTest
    @MethodSource("streams")
    <T> void bytesAreCopiedWhole(Travelling<T> stream) throws IOException {
        TypeSerializer<T> serializer = stream.serializer();
        DataOutputSerializer written = new DataOutputSerializer(64);
        for (T value : stream.values()) {
            serializer.serialize(value, written);
        }
        DataInputDeserializer in = new DataInputDeserializer(written.getCopyOfBuffer());
        DataOutputSerializer copied = new DataOutputSerializer(64);
        for (int i = 0; i < stream.values().size(); i++) {
            serializer.copy(in, copied);
        }

        assertThat(copied.getCopyOfBuffer()).isEqualTo(written.getCopyOfBuffer());
    }

    @ParameterizedTest
    @MethodSource("streams")
    <T> void aValueThatNeverChangesIsHandedOnInsteadOfCopied(Travelling<T> stream) {
        TypeSerializer<T> serializer = stream.serializer();
        T value = stream.values().get(0);

        assertThat(serializer.isImmutableType()).isTrue();
        assertThat(serializer.copy(value)).isSameAs(value);
        assertThat(serializer.copy(value, stream.values().get(1))).isSameAs(value);
        assertThat(serializer.getLength()).as("of varying length").isEqualTo(-1);
    }

    @ParameterizedTest
    @MethodSource("streams")
    <T> void aSnapshotOfTheSerializerIsCompatibleAsItIs(Travelling<T> stream) throws IOException {
        TypeSerializer<T> serializer = stream.serializer();
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());

        TypeSerializerSnapshot<T> restored = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());

        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(restored)
                        .isCompatibleAsIs())
                .isTrue();
        assertThat(restored.restoreSerializer()).isEqualTo(serializer);
    }

    @ParameterizedTest
    @MethodSource("streams")
    <T> void aTypeTravelsWithTheJobItIsPartOf(Travelling<T> stream) throws Exception {
        TypeInformation<T> arrived = InstantiationUtil.clone(stream.type());

        assertThat(arrived).isEqualTo(stream.type()).hasSameHashCodeAs(stream.type());
        assertThat(arrived.getTypeClass()).isEqualTo(stream.type().getTypeClass());
        assertThat(arrived.isKeyType()).isFalse();
        assertThat(streams().filter(other -> arrived.equals(other.type()))).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("streams")
    <T> void truncatedBytesAreNoValue(Travelling<T> stream) throws IOException {
        TypeSerializer<T> serializer = stream.serializer();
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(stream.values().get(0), out);
        byte[] half = Arrays.copyOf(out.getCopyOfBuffer(), out.length() / 2);

        assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(half)))
                .isInstanceOf(IOException.class);
    }

    private static <T> void assertSame(T read, T written) {
        assertThat(read).usingRecursiveComparison().isEqualTo(written);
        if (read instanceof FactChange change) {
            assertThat(change.type()).isSameAs(((FactChange) written).type());
        }
        if (read instanceof TableRow row) {
            assertThat(row.type()).isSameAs(((TableRow) written).type());
        }
    }

    /** One event of every type. */
    private static List<CrmEvent> events() {
        return Arrays.stream(EventType.values())
                .map(type -> new TestEvent(
                                "crm",
                                "e-" + type,
                                -3,
                                Instant.parse("2026-03-01T10:00:00Z"),
                                type == EventType.LEAD_CREATED ? null : Instant.parse("2026-03-01T10:00:01Z"),
                                type == EventType.OTHER ? "x.scanned" : type.contractName(),
                                "lead/L-1",
                                "Zoë 🦊",
                                "human",
                                Map.of("owner", "rep-1", "amount", "1.50", "channel", "call", "connected", true))
                        .event())
                .toList();
    }

    private static ParsedEvent parsedEvent(CrmEvent event) {
        return new ParsedEvent(
                EntityKey.of("t", "lead/L-1"),
                event,
                "crm.lead.created",
                "lead/L-1",
                1_772_359_200_000L,
                "leads.csv",
                3,
                Twins.BY_CONTENT,
                "{\"id\":\"é\"}".getBytes(StandardCharsets.UTF_8));
    }

    private enum Filling {
        FULL,
        SPARSE
    }

    /** Values for every column; sparse rows have NULL where that may be. */
    private static Object[] row(TableType<?> table, Filling filling) {
        return table.columns().stream()
                .map(Column::type)
                .map(type -> filling == Filling.FULL ? full(type) : sparse(type))
                .toArray();
    }

    private static final WindowKey WINDOW = new WindowKey(
            "acme",
            "first_response",
            Grain.DAY,
            ZoneId.of("Asia/Shanghai"),
            1_772_359_200_000L,
            DatedBy.ENDED_AT,
            "rep-1",
            "",
            new WindowSlice("country", "CN"));

    private static Object full(ColumnType type) {
        return switch (type) {
            case TEXT, LABEL, NULLABLE_LABEL -> "käse";
            case TIME, NULLABLE_TIME, NULLABLE_SECONDS, NUMBER, LARGE_COUNT -> 1_772_359_200_123L;
            case NULLABLE_MONEY -> new BigDecimal("-12.3400");
            case COUNT -> 7;
            case SKETCH -> new TreeMap<>(Map.of((short) -3, 2L, (short) 1700, 1L));
            case COUNTS -> new TreeMap<>(Map.of("käse", 2L, "", -1L));
            case TEXTS -> new TreeMap<>(Map.of("käse", "gouda", "", "x"));
            case BYTES -> new byte[] {1, 0, -1};
        };
    }

    private static Object sparse(ColumnType type) {
        return switch (type) {
            case TEXT, LABEL -> "";
            case NULLABLE_LABEL, NULLABLE_TIME, NULLABLE_SECONDS, NULLABLE_MONEY -> null;
            case TIME, NUMBER, LARGE_COUNT -> -1L;
            case COUNT -> 0;
            case SKETCH, COUNTS, TEXTS -> new TreeMap<>();
            case BYTES -> new byte[0];
        };
    }

    @ParameterizedTest
    @MethodSource("unknownTables")
    void aTableThisReleaseDoesNotKnowIsNamed(TypeSerializer<?> serializer) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeByte(6);
        out.write("galaxy".getBytes(StandardCharsets.UTF_8));
        out.write(new byte[16]);

        assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isInstanceOf(IOException.class)
                .hasMessage("table galaxy is unknown here");
    }

    static Stream<TypeSerializer<?>> unknownTables() {
        return Stream.of(new FactChangeSerializer(), new TableRowSerializer());
    }
}
