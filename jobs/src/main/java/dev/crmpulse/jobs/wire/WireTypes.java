package dev.crmpulse.jobs.wire;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.cloudevents.Delivery;
import dev.crmpulse.jobs.timeline.RootedEvent;
import dev.crmpulse.metrics.fact.FactChange;
import dev.crmpulse.metrics.rollup.WindowDelta;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The types of the streams. */
public final class WireTypes {
    public static final TypeInformation<Delivery> DELIVERY = new WireType<>(Delivery.class, new DeliverySerializer());
    public static final TypeInformation<DeadLetter> DEAD_LETTER =
            new WireType<>(DeadLetter.class, new DeadLetterSerializer());
    public static final TypeInformation<RootedEvent> ROOTED_EVENT =
            new WireType<>(RootedEvent.class, new RootedEventSerializer());
    public static final TypeInformation<FactChange> FACT_CHANGE =
            new WireType<>(FactChange.class, new FactChangeSerializer());
    public static final TypeInformation<TableRow> TABLE_ROW = new WireType<>(TableRow.class, new TableRowSerializer());

    public static final TypeInformation<WindowDelta> WINDOW_DELTA =
            new WireType<>(WindowDelta.class, new WindowDeltaSerializer());

    private WireTypes() {}
}
