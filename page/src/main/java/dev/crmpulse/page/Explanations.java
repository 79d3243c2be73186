package dev.crmpulse.page;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.clickhouse.PolicyTables;
import dev.crmpulse.connectors.clickhouse.QueryFailure;
import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.verify.explain.Explainer;
import dev.crmpulse.verify.explain.ExplanationJson;
import dev.crmpulse.verify.explain.Titles;
import dev.crmpulse.verify.explain.UnknownIdException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why the figures of one lead or deal are what they are: the same as {@code crm-pulse explain} says. */
final class Explanations {
    private static final Logger LOG = LoggerFactory.getLogger(Explanations.class);

    private static final int LONGEST = 200;
    private static final int WAIT_SECONDS = 20;

    private final ClickHouseEndpoint reader;
    /** A history is folded in this process: one after another. */
    private final Semaphore turn = new Semaphore(1, true);

    Explanations(ClickHouseEndpoint reader) {
        this.reader = reader;
    }

    /** @param parameters {@code id}, and {@code tenant} where one alone is asked for */
    Content of(Map<String, String> parameters) throws RefusedRequest, InterruptedException {
        String id = parameters.getOrDefault("id", "");
        String tenant = parameters.getOrDefault("tenant", "");
        if (id.isEmpty() || id.length() > LONGEST || tenant.length() > LONGEST) {
            throw RefusedRequest.badRequest(
                    "'id' must be the id of a lead, a deal, a fact or an event, of at most " + LONGEST + " characters");
        }
        if (!turn.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new RefusedRequest(RefusedRequest.UNAVAILABLE, "other time lines are being made: ask again");
        }
        try {
            return explain(id, tenant);
        } finally {
            turn.release();
        }
    }

    private Content explain(String id, String tenant) throws RefusedRequest {
        try (Connection connection = reader.connect()) {
            Explainer explainer =
                    new Explainer(connection, Timelines.ALL, new PolicyTables(connection).read(), List.of());
            return new Content(new ExplanationJson(Titles.SHIPPED).write(id, explainer.explain(id, tenant)));
        } catch (UnknownIdException unknown) {
            throw RefusedRequest.notFound(unknown.getMessage());
        } catch (SQLException failure) {
            LOG.warn(
                    "A time line could not be made: {}",
                    QueryFailure.withoutTexts(String.valueOf(failure.getMessage())));
            throw new RefusedRequest(
                    RefusedRequest.UNAVAILABLE,
                    "ClickHouse has not answered all that the time line needs: the log says why");
        }
    }
}
