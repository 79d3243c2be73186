package dev.crmpulse.jobs.wire;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import dev.crmpulse.jobs.timeline.KeyedEvent;
import dev.crmpulse.metrics.fact.FactChange;
import dev.crmpulse.metrics.rollup.WindowDelta;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The types of the streams. */
public final class BinaryTypes {
    public static final TypeInformation<ParsedRecord> DELIVERY =
            new BinaryType<>(ParsedRecord.class, new ParsedRecordSerializer());
    public static final TypeInformation<DeadLetter> DEAD_LETTER =
            new BinaryType<>(DeadLetter.class, new DeadLetterSerializer());
    public static final TypeInformation<KeyedEvent> ROOTED_EVENT =
            new BinaryType<>(KeyedEvent.class, new KeyedEventSerializer());
    public static final TypeInformation<FactChange> FACT_CHANGE =
            new BinaryType<>(FactChange.class, new FactChangeSerializer());
    public static final TypeInformation<TableRow> TABLE_ROW =
            new BinaryType<>(TableRow.class, new TableRowSerializer());

    public static final TypeInformation<WindowDelta> WINDOW_DELTA =
            new BinaryType<>(WindowDelta.class, new WindowDeltaSerializer());

    private BinaryTypes() {}
}
