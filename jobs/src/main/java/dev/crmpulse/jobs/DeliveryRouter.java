package dev.crmpulse.jobs;

import dev.crmpulse.connectors.cloudevents.ContentHasher;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.cloudevents.Delivery;
import dev.crmpulse.connectors.cloudevents.EventDelivery;
import dev.crmpulse.jobs.policy.PolicyFeed;
import dev.crmpulse.jobs.policy.PolicyReader;
import dev.crmpulse.jobs.timeline.RootedEvent;
import dev.crmpulse.jobs.wire.WireTypes;
import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.metrics.event.CrmEventCodec;
import dev.crmpulse.metrics.event.Family;
import dev.crmpulse.metrics.event.Root;
import dev.crmpulse.metrics.event.Twins;
import dev.crmpulse.metrics.event.WireBuffer;
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
final class DeliveryRouter extends ProcessFunction<Delivery, Delivery> {
    static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("dead-letters", WireTypes.DEAD_LETTER);

    private final List<String> timelines;
    private final PolicyFeed policyFeed;

    private transient PolicyReader policies;
    private transient Policies known;
    private transient boolean anyTenantHasTwins;
    private transient ContentHasher contents;
    private transient Map<Family, OutputTag<RootedEvent>> byFamily;
    private transient WireBuffer scratch;

    /** @param timelines those of this job; what belongs to others is left to the jobs that run them */
    DeliveryRouter(List<Timeline> timelines, PolicyFeed policyFeed) {
        this.policyFeed = policyFeed;
        this.timelines = timelines.stream().map(Timeline::name).toList();
    }

    /** Whether a job of these timelines keeps what none can be found for: the broken, and what no metric reads. */
    static boolean keepsTheRest(List<Timeline> timelines) {
        return timelines.stream().anyMatch(timeline -> timeline.name()
                .equals(Timelines.of(Family.OTHER).name()));
    }

    /** Where the events of a timeline come out. */
    static OutputTag<RootedEvent> tag(Timeline timeline) {
        return new OutputTag<>("timeline-" + timeline.name(), WireTypes.ROOTED_EVENT);
    }

    @Override
    public void open(OpenContext context) {
        policies = policyFeed.open();
        contents = new ContentHasher();
        scratch = new WireBuffer();
        byFamily = new EnumMap<>(Family.class);
        for (Family family : Family.values()) {
            Timeline home = Timelines.of(family);
            if (timelines.contains(home.name())) {
                byFamily.put(family, tag(home));
            }
        }
    }

    @Override
    public void processElement(Delivery delivery, Context context, Collector<Delivery> events) {
        if (delivery instanceof EventDelivery delivered) {
            OutputTag<RootedEvent> home = byFamily.get(delivered.event().type().family());
            if (home == null) {
                return;
            }
            EventDelivery event =
                    mayHaveTwins(delivered) ? delivered.withContentHash(contents.hash(delivered)) : delivered;
            events.collect(event);
            context.output(
                    home,
                    new RootedEvent(
                            Root.key(event.tenant(), event.rootSubject()),
                            CrmEventCodec.toBytes(event.event(), scratch)));
        } else if (delivery instanceof DeadLetter letter && byFamily.containsKey(Family.OTHER)) {
            context.output(DEAD_LETTERS, letter);
        }
        // a tick of the clock has done its work in the watermark
    }

    private boolean mayHaveTwins(EventDelivery event) {
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
