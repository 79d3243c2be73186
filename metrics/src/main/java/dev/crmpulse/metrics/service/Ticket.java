package dev.crmpulse.metrics.service;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_SECONDS;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryValue;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactSubject;
import dev.crmpulse.engine.fact.FactType;
import java.io.IOException;
import java.util.function.Function;

/**
 * One ticket from its opening on. Times are milliseconds since 1970 UTC, durations milliseconds.
 *
 * @param endedAt when it was resolved, closed or merged and not reopened since, null while it is open
 * @param pausedMillis in which nobody was to work on it: paused, or ended and reopened later
 */
public record Ticket(
        String id,
        FactSubject subject,
        String owner,
        Nature nature,
        Ladder ladder,
        Reopening reopening,
        Loop loop,
        Touches touches,
        TicketStatus status,
        long startedAt,
        Long endedAt,
        long pausedMillis)
        implements Fact {

    /** What it is about, as far as it is known; what is not is empty. */
    record Nature(String kind, String problemType, boolean complex, String channel, String department) {}

    /**
     * A step that is taken once.
     *
     * @param atMillis when
     * @param netMillis the time since the opening, less pauses
     */
    record Step(long atMillis, long netMillis) implements BinaryValue<Step> {
        static final Step BLANK = new Step(0, 0);

        @Override
        public Step fields(BinaryFields f) throws IOException {
            return new Step(f.fixedLong(atMillis), f.varLong(netMillis));
        }
    }

    /** The steps, each null while it was not taken. A reopening takes none of them back. */
    record Ladder(Step response, String responder, Step solution, Step resolution, Step closure) {}

    /** How often it was opened again, and when last. */
    record Reopening(int count, long lastAt) {}

    /** From the first hand-over to another department until the ticket ended after it. */
    record Loop(int handovers, long startedAt, long endedAt) {}

    /** What people did that the customer sees. */
    record Touches(int count, long lastAt) {}

    public static final FactType<Ticket> TYPE = FactType.<Ticket>named(
                    "ticket", 1, "One ticket: a complaint, after-sales case, question or internal matter (M15)")
            .column("ticket_id", TEXT, "The ticket", Ticket::id)
            .column("lead_id", TEXT, "The first lead that is named with it, empty if none", t -> t.subject.leadId())
            .column("deal_id", TEXT, "The first deal that is named with it, empty if none", t -> t.subject.dealId())
            .column(
                    "customer_id",
                    TEXT,
                    "The first customer that is named with it, empty if none",
                    t -> t.subject.customerId())
            .column("owner", TEXT, "Whose it is, as named last; empty if nobody's", Ticket::owner)
            .column("kind", LABEL, "complaint, after-sales, question, internal, or what is sent", t -> t.nature.kind)
            .column("problem_type", LABEL, "What the problem is, empty if not given", t -> t.nature.problemType)
            .column("complex", COUNT, "1 where it takes more than one step, else 0", t -> t.nature.complex ? 1 : 0)
            .column("channel", LABEL, "Where it came in, empty if not given", t -> t.nature.channel)
            .column("department", LABEL, "Who deals with it now, empty if not given", t -> t.nature.department)
            .column("status", LABEL, "open, paused, resolved, closed or merged", t -> t.status.written())
            .column(
                    "responded_at",
                    NULLABLE_TIME,
                    "When a person first did something the customer sees, NULL while nobody did",
                    stepped(Ladder::response))
            .column("responder", TEXT, "Who did, empty while nobody did", t -> t.ladder.responder)
            .column(
                    "solution_at",
                    NULLABLE_TIME,
                    "When a solution was first proposed, or the ticket resolved; NULL while none was",
                    stepped(Ladder::solution))
            .column(
                    "resolved_at",
                    NULLABLE_TIME,
                    "When it was first resolved, NULL if never",
                    stepped(Ladder::resolution))
            .column("closed_at", NULLABLE_TIME, "When it was first closed, NULL if never", stepped(Ladder::closure))
            .column(
                    "response_seconds",
                    NULLABLE_SECONDS,
                    "Opening to response less pauses, NULL while there is none",
                    net(Ladder::response))
            .column(
                    "solution_seconds",
                    NULLABLE_SECONDS,
                    "Opening to solution less pauses, NULL while there is none",
                    net(Ladder::solution))
            .column(
                    "resolution_seconds",
                    NULLABLE_SECONDS,
                    "Opening to first resolution less pauses, NULL while there is none",
                    net(Ladder::resolution))
            .column(
                    "closure_seconds",
                    NULLABLE_SECONDS,
                    "Opening to first closure less pauses, NULL while there is none",
                    net(Ladder::closure))
            .column("reopened_count", COUNT, "How often it was opened again after it had ended", t -> t.reopening.count)
            .column(
                    "reopened_at",
                    NULLABLE_TIME,
                    "When it was last opened again, NULL if never",
                    t -> BinaryCodec.orNull(t.reopening.lastAt))
            .column("handover_count", COUNT, "How often it came to another department", t -> t.loop.handovers)
            .column(
                    "loop_started_at",
                    NULLABLE_TIME,
                    "When it first came to another department, NULL if never",
                    t -> BinaryCodec.orNull(t.loop.startedAt))
            .column(
                    "loop_ended_at",
                    NULLABLE_TIME,
                    "When it was resolved, closed or merged after that, NULL while it was not",
                    t -> BinaryCodec.orNull(t.loop.endedAt))
            .column("loop_seconds", NULLABLE_SECONDS, "The one to the other", Ticket::loopMillis)
            .column("touch_count", COUNT, "How often a person did something the customer sees", t -> t.touches.count)
            .column(
                    "touched_at",
                    NULLABLE_TIME,
                    "When a person last did, NULL while nobody did",
                    t -> BinaryCodec.orNull(t.touches.lastAt))
            .column(
                    "ended_at",
                    NULLABLE_TIME,
                    "When it was resolved, closed or merged and not reopened since, NULL while it is open",
                    Ticket::endedAt)
            .duration("Opening to end, pauses included", Ticket::endedAt)
            .column(
                    "pause_seconds",
                    NULLABLE_SECONDS,
                    "Time in which nobody was to work on it: paused, or ended and reopened later; pauses that are over",
                    Ticket::pausedMillis)
            .column(
                    "net_seconds",
                    NULLABLE_SECONDS,
                    "Opening to end less pauses, NULL while it is open",
                    t -> t.endedAt == null ? null : (Long) (t.endedAt - t.startedAt - t.pausedMillis))
            .alias("opened_at", "started_at")
            .openSeconds("ended_at")
            .computed(
                    "unclosed_seconds",
                    "How long it has gone on without being closed so far, NULL where it was closed or merged",
                    FactType.Builder.secondsUntilNow("closed_at IS NULL AND status != 'merged'", "started_at"))
            .computed("policy_id", "Empty: no policy decides these facts", "''")
            .ownersTeam("ended_at")
            .build();

    private static Function<Ticket, Object> stepped(Function<Ladder, Step> step) {
        return ticket -> {
            Step taken = step.apply(ticket.ladder);
            return taken == null ? null : (Long) taken.atMillis;
        };
    }

    private static Function<Ticket, Object> net(Function<Ladder, Step> step) {
        return ticket -> {
            Step taken = step.apply(ticket.ladder);
            return taken == null ? null : (Long) taken.netMillis;
        };
    }

    private Long loopMillis() {
        return loop.endedAt == BinaryCodec.NO_TIME ? null : (Long) (loop.endedAt - loop.startedAt);
    }

    @Override
    public String tenant() {
        return subject.tenant();
    }
}
