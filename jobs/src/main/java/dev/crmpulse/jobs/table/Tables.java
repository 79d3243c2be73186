package dev.crmpulse.jobs.table;

import dev.crmpulse.connectors.cloudevents.DeadLetterJournal;
import dev.crmpulse.connectors.cloudevents.EventJournal;
import dev.crmpulse.connectors.cloudevents.EventKeyJournal;
import dev.crmpulse.engine.fact.TableType;
import dev.crmpulse.metrics.catalogue.Metrics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every table that jobs write. */
public final class Tables {
    /** Facts and journals. */
    public static final List<TableType<?>> ALL = Stream.concat(
                    Metrics.FACTS.stream(),
                    Stream.of(
                            EventJournal.TYPE,
                            EventKeyJournal.TYPE,
                            DeadLetterJournal.TYPE,
                            IntakeJournal.TYPE,
                            LedgerJournal.TYPE,
                            LateJournal.TYPE,
                            ProgressJournal.TYPE,
                            HorizonJournal.TYPE,
                            CorrectionJournal.TYPE,
                            AlertJournal.TYPE))
            .<TableType<?>>map(Function.identity())
            .toList();

    private static final Map<String, TableType<?>> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(TableType::name, Function.identity()));

    private Tables() {}

    static TableType<?> named(String name) throws IOException {
        TableType<?> type = BY_NAME.get(name);
        if (type == null) {
            throw new IOException("table " + name + " is unknown here");
        }
        return type;
    }
}
