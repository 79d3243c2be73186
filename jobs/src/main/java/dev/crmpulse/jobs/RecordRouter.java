package dev.crmpulse.jobs;

import dev.crmpulse.connectors.cloudevents.ContentHasher;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.cloudevents.ParsedEvent;
import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import dev.crmpulse.jobs.policy.PolicyFeed;
import dev.crmpulse.jobs.policy.PolicyReader;
import dev.crmpulse.jobs.record.DeadLetterTypeSerializer;
import dev.crmpulse.jobs.timeline.KeyedEvent;
import dev.crmpulse.jobs.timeline.KeyedEventSerializer;
import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.metrics.event.BinaryBuffer;
import dev.crmpulse.metrics.event.CrmEventCodec;
import dev.crmpulse.metrics.event.EntityKey;
import dev.crmpulse.metrics.event.Family;
import dev.crmpulse.metrics.event.Twins;
import dev.crmpulse.metrics.policy.Policies;
import dev.crmpulse.metrics.policy.TenantPolicy;
import dev.crmpulse.metrics.timeline.Timeline;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Sends every delivery where it belongs: events to the event table and to their timeline, the rest aside. Events that may
 * have twins, as they or the profile of their tenant say, get the hash of their content here, so that the table and the
 * timeline know the same.
 */
final class RecordRouter extends ProcessFunction<ParsedRecord, ParsedRecord> {
    static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("dead-letters", DeadLetterTypeSerializer.TYPE);

    private final List<String> timelines;
    private final PolicyFeed policyFeed;

    private transient PolicyReader policies;
    private transient Policies known;
    private transient boolean anyTenantHasTwins;
    private transient ContentHasher contents;
    private transient Map<Family, OutputTag<KeyedEvent>> byFamily;
    private transient BinaryBuffer scratch;

    /** @param timelines those of this job; what belongs to others is left to the jobs that run them */
    RecordRouter(List<Timeline> timelines, PolicyFeed policyFeed) {
        this.policyFeed = policyFeed;
        this.timelines = timelines.stream().map(Timeline::name).toList();
    }

    /** Whether a job of these timelines keeps what none can be found for: the broken, and what no metric reads. */
    static boolean keepsTheRest(List<Timeline> timelines) {
        return timelines.stream().anyMatch(timeline -> timeline.name()
                .equals(Timelines.of(Family.OTHER).name()));
    }

    /** Where the events of a timeline come out. */
    static OutputTag<KeyedEvent> tag(Timeline timeline) {
        return new OutputTag<>("timeline-" + timeline.name(), KeyedEventSerializer.TYPE);
    }

    @Override
    public void open(OpenContext context) {
        policies = policyFeed.open();
        contents = new ContentHasher();
        scratch = new BinaryBuffer();
        byFamily = new EnumMap<>(Family.class);
        for (Family family : Family.values()) {
            Timeline home = Timelines.of(family);
            if (timelines.contains(home.name())) {
                byFamily.put(family, tag(home));
            }
        }
    }

    @Override
    public void processElement(ParsedRecord delivery, Context context, Collector<ParsedRecord> events) {
        if (delivery instanceof ParsedEvent delivered) {
            OutputTag<KeyedEvent> home = byFamily.get(delivered.event().type().family());
            if (home == null) {
                return;
            }
            ParsedEvent event =
                    mayHaveTwins(delivered) ? delivered.withContentHash(contents.hash(delivered)) : delivered;
            events.collect(event);
            context.output(
                    home,
                    new KeyedEvent(
                            EntityKey.key(event.tenant(), event.rootSubject()),
                            CrmEventCodec.toBytes(event.event(), scratch)));
        } else if (delivery instanceof DeadLetter letter && byFamily.containsKey(Family.OTHER)) {
            context.output(DEAD_LETTERS, letter);
        }
        // a tick of the clock has done its work in the watermark
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
