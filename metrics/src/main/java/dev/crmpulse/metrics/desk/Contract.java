package dev.crmpulse.metrics.desk;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_MONEY;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryValue;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.FactType;
import java.io.IOException;

/**
 * One contract, from its submission to the review by both departments, and to its signing. Times are milliseconds since 1970 UTC.
 *
 * @param key of the contract
 * @param startedAt when it was first submitted; signed, where it was not submitted
 * @param signedAt when it was first signed, null while it was not
 */
public record Contract(
        EntityKey key,
        Parties parties,
        int submissionCount,
        Money worth,
        Review legal,
        Review finance,
        long startedAt,
        Long signedAt)
        implements DeskFact {

    public static final FactType<Contract> TYPE = FactType.<Contract>named(
                    "contract", 1, "One contract, from its submission to the review by both departments (M20)")
            .column("contract_id", TEXT, "The contract", c -> c.key.id())
            .columns(DeskFact::parties)
            .column("submission_count", COUNT, "How often it was submitted", Contract::submissionCount)
            .column("amount", NULLABLE_MONEY, "Last amount given, in its currency", c -> c.worth.amount())
            .column("currency", LABEL, "Currency of the amount, never converted", c -> c.worth.currency())
            .column(
                    "legal_reviewed_at",
                    NULLABLE_TIME,
                    "When legal first reviewed it, NULL while they did not",
                    c -> c.legal.orNull())
            .column("legal_outcome", LABEL, "What legal last said, empty if nothing", c -> c.legal.outcome)
            .column(
                    "finance_reviewed_at",
                    NULLABLE_TIME,
                    "When finance first reviewed it, NULL while they did not",
                    c -> c.finance.orNull())
            .column("finance_outcome", LABEL, "What finance last said, empty if nothing", c -> c.finance.outcome)
            .column("signed_at", NULLABLE_TIME, "When it was signed, NULL while it was not", Contract::signedAt)
            .column(
                    "ended_at",
                    NULLABLE_TIME,
                    "When both had reviewed it, NULL while one of them did not",
                    Contract::endedAt)
            .duration("Submitted to reviewed by both", Contract::endedAt)
            .alias("submitted_at", "started_at")
            .alias("reviewed_at", "ended_at")
            .openSeconds("ended_at", "signed_at")
            .computed("policy_id", "Empty: the clocks of its reviews say which policy evaluated them", "''")
            .ownersTeam("ended_at")
            .build();

    /**
     * What one department said of a contract.
     *
     * @param atMillis when it first reviewed it
     * @param outcome by the last review that gives one
     */
    record Review(long atMillis, String outcome) implements BinaryValue<Review> {
        static final Review NONE = new Review(BinaryCodec.NO_TIME, "");

        Review after(long reviewedAt, String said) {
            return new Review(isGiven() ? atMillis : reviewedAt, said.isEmpty() ? outcome : said);
        }

        boolean isGiven() {
            return atMillis != BinaryCodec.NO_TIME;
        }

        private Long orNull() {
            return BinaryCodec.orNull(atMillis);
        }

        @Override
        public Review fields(BinaryFields f) throws IOException {
            return new Review(f.time(atMillis), f.text(outcome));
        }
    }

    private Long endedAt() {
        return legal.isGiven() && finance.isGiven() ? (Long) Math.max(legal.atMillis, finance.atMillis) : null;
    }
}
