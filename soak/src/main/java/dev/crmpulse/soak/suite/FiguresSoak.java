package dev.crmpulse.soak.suite;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmpulse.verify.check.MetricCheck;
import dev.crmpulse.verify.check.Verification;
import dev.crmpulse.verify.check.VerificationWatcher;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;

/** The real sets against figures that were computed and published elsewhere, and against SQL. */
final class FiguresSoak implements Soak {
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "figures";
    }

    @Override
    public String shows() {
        return "the real sets give their published figures, and verify finds no difference";
    }

    @Override
    public boolean run(Sets sets, PrintStream out) throws Exception {
        if (!sets.real()) {
            out.println("SKIPPED: the real sets are not in " + sets.directory() + " (see --data)");
            return true;
        }
        FigureTable table = new FigureTable(out);
        try (SoakStack soak = SoakStack.start(CHECKPOINT_INTERVAL)) {
            long seconds = soak.replay(sets.loans()).elapsed().toSeconds();
            out.println("bpi2012 replayed in " + seconds + " s");
            try (Connection connection = soak.connect()) {
                new LoanFigures(new FigureQuery(connection), table, published(sets.loanFigures())).compare();
            }
            verify(soak, table);
        }
        try (SoakStack soak = SoakStack.start(CHECKPOINT_INTERVAL)) {
            long seconds = soak.replay(sets.sales()).elapsed().toSeconds();
            out.println("crm_sales replayed in " + seconds + " s");
            try (Connection connection = soak.connect()) {
                new SalesFigures(new FigureQuery(connection), table, published(sets.salesFigures())).compare();
            }
            verify(soak, table);
        }
        return table.allEqual();
    }

    private static void verify(SoakStack soak, FigureTable table) throws Exception {
        for (MetricCheck check : Verification.ofAll(soak.endpoint(), VerificationWatcher.silent())
                .run()) {
            table.holds("verify " + check.metric(), check.differences().isEmpty());
        }
    }

    private static JsonNode published(Path figures) throws IOException {
        return new ObjectMapper()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(figures.toFile());
    }
}
