package dev.crmpulse.metrics.contract;

import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.timeline.StoredTimeline;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.metrics.catalogue.CatalogueEntry;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which metric reads which member of which type, found by trying: a worked case of the catalogue is computed again without one
 * member, or without all events of one type, and where its facts differ the metric reads them.
 */
final class MemberUse {
    private final Map<Tried, Set<String>> metrics = new HashMap<>();

    /** The use that the worked cases of the catalogue show. */
    static MemberUse ofTheCatalogue() {
        MemberUse use = new MemberUse();
        CatalogueEntry.all().stream().filter(CatalogueEntry::hasFold).forEach(use::add);
        return use;
    }

    /** The ids of the metrics whose facts depend on the member, in the order of the catalogue. */
    Set<String> metrics(EventType type, DataMember member) {
        return metrics.getOrDefault(new Tried(type, member), Set.of());
    }

    /** The ids of the metrics whose facts depend on whether an event of the type happened. */
    Set<String> metrics(EventType type) {
        return metrics(type, null);
    }

    private void add(CatalogueEntry entry) {
        Timeline timeline = Timelines.ALL.stream()
                .filter(candidate -> candidate.name().equals(entry.metric().timeline()))
                .findFirst()
                .orElseThrow();
        for (CatalogueEntry.Vector vector : entry.vectors()) {
            List<TestEvent> events = vector.deliveries();
            Set<Map<String, Object>> facts = facts(entry, vector, timeline, events);
            Set<Tried> attempts = new HashSet<>();
            for (TestEvent event : events) {
                attempts.add(new Tried(event.eventType(), null));
                event.data()
                        .keySet()
                        .forEach(name -> attempts.add(new Tried(event.eventType(), DataMember.named(name))));
            }
            for (Tried attempt : attempts) {
                if (!facts.equals(facts(entry, vector, timeline, attempt.leftOut(events)))) {
                    metrics.computeIfAbsent(attempt, first -> new TreeSet<>(CatalogueEntry.BY_ID))
                            .add(entry.id());
                }
            }
        }
    }

    private static Set<Map<String, Object>> facts(
            CatalogueEntry entry, CatalogueEntry.Vector vector, Timeline timeline, List<TestEvent> events) {
        StoredTimeline stored = new StoredTimeline(timeline, entry.policies(vector));
        stored.deliver(events);
        stored.raiseHorizon(vector.horizonMillis());
        return Set.copyOf(stored.published(entry.fact()));
    }

    /** One member of the events of one type; these events themselves where it is null. */
    private record Tried(EventType type, DataMember member) {
        List<TestEvent> leftOut(List<TestEvent> events) {
            return events.stream()
                    .filter(event -> member != null || event.eventType() != type)
                    .map(this::withoutMember)
                    .toList();
        }

        private TestEvent withoutMember(TestEvent event) {
            if (event.eventType() != type || !event.data().containsKey(member.memberName())) {
                return event;
            }
            Map<String, Object> rest = new HashMap<>(event.data());
            rest.remove(member.memberName());
            return event.saying(rest);
        }
    }
}
