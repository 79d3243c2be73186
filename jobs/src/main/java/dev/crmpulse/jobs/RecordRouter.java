package dev.crmpulse.jobs;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.connectors.cloudevents.ContentHasher;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.cloudevents.EventKeyJournal;
import dev.crmpulse.connectors.cloudevents.ParsedEvent;
import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import dev.crmpulse.engine.event.BinaryWriter;
import dev.crmpulse.engine.event.CrmEventCodec;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Twins;
import dev.crmpulse.engine.move.MoveStatement;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.TenantPolicy;
import dev.crmpulse.engine.timeline.KeyRule;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.jobs.move.MoveStatementSerializer;
import dev.crmpulse.jobs.move.StatedDeals;
import dev.crmpulse.jobs.policy.PolicyFeed;
import dev.crmpulse.jobs.policy.PolicyReader;
import dev.crmpulse.jobs.record.DeadLetterTypeSerializer;
import dev.crmpulse.jobs.table.TableRowSerializer;
import dev.crmpulse.jobs.timeline.KeyedEvent;
import dev.crmpulse.jobs.timeline.KeyedEventSerializer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Sends every parsed record where it belongs: events to the event table and to their timelines, the rest aside. Events that may
 * have twins, as they or the profile of their tenant say, get the hash of their content here, so that the table and the
 * timeline know the same.
 */
final class RecordRouter extends ProcessFunction<ParsedRecord, ParsedRecord> {
    /** Under which further keys events are evaluated. */
    static final OutputTag<TableRow> KEYS = new OutputTag<>("keys", TableRowSerializer.TYPE);

    /** That leads were merged. */
    static final OutputTag<MoveStatement> MERGES = new OutputTag<>("merges", MoveStatementSerializer.TYPE);

    /** Which deals have events of their own, and which events name a lead. */
    static final OutputTag<MoveStatement> DEALS = new OutputTag<>("deals", MoveStatementSerializer.TYPE);

    static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("dead-letters", DeadLetterTypeSerializer.TYPE);

    private final List<Timeline> timelines;
    private final PolicyFeed policyFeed;

    private transient PolicyReader policies;
    private transient Policies known;
    private transient boolean anyTenantHasTwins;
    private transient ContentHasher contents;
    private transient Map<EventType, Route> routes;
    private transient boolean keepsTheRest;
    private transient BinaryWriter scratch;
    private transient StatedDeals stated;

    /**
     * Where events of a type go.
     *
     * @param home the timeline on which they are counted, null where another job runs it
     * @param mayMove whether histories of that timeline may become one
     * @param others timelines that read them as well
     */
    private record Route(OutputTag<KeyedEvent> home, boolean mayMove, List<SideRoute> others) {
        static Route of(EventType type, List<Timeline> timelines) {
            Timeline home = timelines.stream()
                    .filter(timeline -> timeline.isHomeOf(type))
                    .findFirst()
                    .orElse(null);
            return new Route(
                    home == null ? null : tag(home),
                    home != null && home.sharesHistories(),
                    timelines.stream()
                            .filter(timeline -> !timeline.isHomeOf(type) && timeline.reads(type))
                            .map(timeline -> new SideRoute(timeline.name(), timeline.others(), tag(timeline)))
                            .toList());
        }

        boolean leadsNowhere() {
            return home == null && others.isEmpty();
        }
    }

    /** To a timeline that evaluates the events that name one of its keys. */
    private record SideRoute(String timeline, KeyRule keys, OutputTag<KeyedEvent> tag) {}

    /** @param timelines those of this job; what belongs to others is left to the jobs that run them */
    RecordRouter(List<Timeline> timelines, PolicyFeed policyFeed) {
        this.policyFeed = policyFeed;
        this.timelines = List.copyOf(timelines);
    }

    /** Whether a job of these timelines keeps what none can be found for: the broken, and what no metric reads. */
    static boolean keepsTheRest(List<Timeline> timelines) {
        return timelines.stream().anyMatch(timeline -> timeline.isHomeOf(EventType.OTHER));
    }

    /** Where the events of a timeline come out. */
    static OutputTag<KeyedEvent> tag(Timeline timeline) {
        return new OutputTag<>("timeline-" + timeline.name(), KeyedEventSerializer.TYPE);
    }

    @Override
    public void open(OpenContext context) {
        policies = policyFeed.open();
        contents = new ContentHasher();
        scratch = new BinaryWriter();
        stated = new StatedDeals();
        keepsTheRest = keepsTheRest(timelines);
        routes = new EnumMap<>(EventType.class);
        for (EventType type : EventType.values()) {
            routes.put(type, Route.of(type, timelines));
        }
    }

    @Override
    public void processElement(ParsedRecord parsed, Context context, Collector<ParsedRecord> events) {
        if (parsed instanceof ParsedEvent arrived) {
            Route route = routes.get(arrived.event().type());
            if (route.leadsNowhere()) {
                return;
            }
            ParsedEvent event = mayHaveTwins(arrived) ? arrived.withContentHash(contents.hash(arrived)) : arrived;
            byte[] bytes = CrmEventCodec.toBytes(event.event(), scratch);
            if (route.home() != null) {
                events.collect(event);
                context.output(route.home(), new KeyedEvent(event.key().text(), bytes));
                if (route.mayMove()) {
                    stateMoves(event, context);
                }
            }
            for (SideRoute side : route.others()) {
                EntityKey key = side.keys().keyOf(event.subjectKey(), event.event());
                if (key != null) {
                    context.output(side.tag(), new KeyedEvent(key.text(), bytes));
                    context.output(
                            KEYS,
                            TableRow.journal(
                                    EventKeyJournal.TYPE, new EventKeyJournal.Entry(side.timeline(), key, event)));
                }
            }
        } else if (parsed instanceof DeadLetter letter && keepsTheRest) {
            context.output(DEAD_LETTERS, letter);
        }
        // a tick of the clock has done its work in the watermark
    }

    private void stateMoves(ParsedEvent event, Context context) {
        MoveStatement merge = MoveStatement.ofMerge(event.key(), event.event());
        if (merge != null) {
            context.output(MERGES, merge);
        }
        MoveStatement ofDeal = MoveStatement.ofDeal(event.key(), event.event());
        if (ofDeal != null && stated.isNews(ofDeal)) {
            context.output(DEALS, ofDeal);
        }
    }

    private boolean mayHaveTwins(ParsedEvent event) {
        Policies now = policies.current();
        if (!now.equals(known)) {
            known = now;
            anyTenantHasTwins = now.all().stream()
                    .anyMatch(policy -> policy instanceof TenantPolicy profile && profile.twins() == Twins.BY_CONTENT);
        }
        return event.twins() == Twins.BY_CONTENT
                || (anyTenantHasTwins
                        && known.tenant(event.tenant())
                                        .profile(event.event().timeMillis())
                                        .twins()
                                == Twins.BY_CONTENT);
    }

    @Override
    public void close() throws Exception {
        if (policies != null) {
            policies.close();
        }
        super.close();
    }
}
