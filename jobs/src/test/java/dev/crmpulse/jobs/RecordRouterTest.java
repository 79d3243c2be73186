package dev.crmpulse.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.connectors.cloudevents.ClockTick;
import dev.crmpulse.connectors.cloudevents.CloudEventParser;
import dev.crmpulse.connectors.cloudevents.ContentHasher;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.cloudevents.EventKeyJournal;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.cloudevents.ParsedEvent;
import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import dev.crmpulse.connectors.cloudevents.RecordPosition;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.CrmEventCodec;
import dev.crmpulse.engine.event.Twins;
import dev.crmpulse.engine.move.MoveStatement;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.PolicyHead;
import dev.crmpulse.engine.policy.ShippedRules;
import dev.crmpulse.engine.policy.TenantPolicy;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.jobs.policy.PolicyFeed;
import dev.crmpulse.jobs.timeline.KeyedEvent;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.DefaultOpenContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordRouterTest {
    /** Of the tenant gateway it is known since March that its events may have several ids. */
    private static final Policies POLICIES = Policies.of(List.of(new TenantPolicy(
            new PolicyHead("gateway", TenantPolicy.ID, 1, 1_772_323_200_000L),
            ZoneOffset.UTC,
            "",
            "",
            1,
            ShippedRules.ALL,
            Twins.BY_CONTENT,
            List.of())));

    private final RecordRouter router = new RecordRouter(Timelines.ALL, PolicyFeed.of(POLICIES));
    private final List<KeyedEvent> timeline = new ArrayList<>();
    private final List<ParsedRecord> events = new ArrayList<>();
    private final List<DeadLetter> letters = new ArrayList<>();
    private final List<TableRow> keys = new ArrayList<>();
    private final List<String> timelineNames = new ArrayList<>();
    private final List<String> moves = new ArrayList<>();

    @Test
    void anEventGoesToTheTimelineOfItsKeyAndToTheEventTable() {
        ParsedEvent parsed = (ParsedEvent) parsed("{\"id\":\"1\",\"source\":\"s\",\"type\":\"crm.deal.created\","
                + "\"subject\":\"deal/D-1\",\"tenant\":\"acme\",\"time\":\"2026-03-01T10:00:00Z\","
                + "\"data\":{\"lead_id\":\"L-1\"}}");

        route(parsed);

        assertThat(timeline).singleElement().satisfies(keyed -> {
            assertThat(keyed.key()).isEqualTo("acme/lead/L-1");
            assertThat(keyed.event())
                    .isEqualTo(KeyedEvent.of("", parsed.event()).event());
        });
        assertThat(events).containsExactly(parsed);
        assertThat(letters).isEmpty();
    }

    @Test
    void mergesAndTheLeadsOfDealsAreStated() {
        route(about("deal/D-1", "crm.deal.created", 1, "{\"lead_id\":\"L-1\"}"));
        route(about("deal/D-1", "crm.deal.won", 2, "{}"));
        route(about("lead/L-1", "crm.lead.merged", 3, "{\"into\":\"L-2\"}"));
        route(about("lead/L-1", "crm.message.sent", 4, "{}"));
        route(about("deal/D-1", "crm.survey.sent", 5, "{\"lead_id\":\"L-1\"}"));

        assertThat(moves).containsExactly("deals deal/D-1 lead/L-1", "deals deal/D-1 ", "merges lead/L-1 lead/L-2");
    }

    private static ParsedRecord about(String subject, String type, int second, String data) {
        return parsed("{\"id\":\"" + second + "\",\"source\":\"s\",\"type\":\"" + type + "\",\"subject\":\"" + subject
                + "\",\"tenant\":\"acme\",\"time\":\"2026-03-01T10:00:0" + second + "Z\",\"data\":" + data + "}");
    }

    @ParameterizedTest
    @CsvSource({
        "crm.deal.created, engagement",
        "crm.survey.answered, customer",
        "crm.rep.changed, people",
        "crm.ticket.opened, ticket",
        "crm.improvement.done, ticket",
        "crm.x.anything, engagement"
    })
    void theFamilyOfAnEventDecidesWhichTimelineEvaluatesIt(String type, String name) {
        route(parsed("{\"id\":\"1\",\"source\":\"s\",\"type\":\"" + type + "\",\"subject\":\"thing/1\","
                + "\"tenant\":\"acme\",\"time\":\"2026-03-01T10:00:00Z\"}"));

        assertThat(timelineNames).containsExactly("timeline-" + name);
    }

    @ParameterizedTest
    @CsvSource({
        "true,  ticket/T-1, 'timeline-engagement acme/lead/L-1, timeline-ticket acme/ticket/T-1', 1, ticket ticket/T-1 lead/L-1",
        "true,  lead/L-1,   'timeline-engagement acme/lead/L-1', 1, ''",
        "false, ticket/T-1, 'timeline-ticket acme/ticket/T-1', 0, ticket ticket/T-1 lead/L-1",
        "false, lead/L-1,   '', 0, ''"
    })
    void anEventGoesToEachTimelineOfTheJobWhoseKeyItNamesAndIsOneRow(
            boolean withLeads, String subject, String destinations, int rows, String furtherKeys) {
        List<Timeline> timelines =
                withLeads ? List.of(Timelines.ENGAGEMENT, Timelines.TICKET) : List.of(Timelines.TICKET);

        route(
                parsed("{\"id\":\"1\",\"source\":\"s\",\"type\":\"crm.message.received\",\"subject\":\"" + subject
                        + "\",\"tenant\":\"acme\",\"time\":\"2026-03-01T10:00:00Z\",\"data\":{\"lead_id\":\"L-1\"}}"),
                new RecordRouter(timelines, PolicyFeed.of(POLICIES)));

        assertThat(IntStream.range(0, timeline.size())
                        .mapToObj(i ->
                                timelineNames.get(i) + " " + timeline.get(i).key())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(destinations);
        assertThat(events).hasSize(rows);
        assertThat(keys.stream()
                        .map(row -> row.values()[2] + " " + row.values()[1] + " " + row.values()[3])
                        .collect(Collectors.joining(", ")))
                .isEqualTo(furtherKeys);
    }

    @Test
    void whatIsBrokenGoesToTheDeadLettersAlone() {
        ParsedRecord broken = parsed("{\"id\":\"1\"}");

        route(broken);

        assertThat(letters).containsExactly((DeadLetter) broken);
        assertThat(timeline).isEmpty();
        assertThat(events).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "acme, 2026-03-01T10:00:00Z, '', false",
        "acme, 2026-03-01T10:00:00Z, ',\"twins\":\"by-content\"', true",
        "gateway, 2026-03-01T10:00:00Z, '', true",
        "gateway, 2026-02-28T10:00:00Z, '', false"
    })
    void contentsAreHashedWhereTheEventOrTheProfileInForceSaysThatItMayHaveTwins(
            String tenant, String time, String more, boolean hashed) throws IOException {
        ParsedEvent parsed = (ParsedEvent) parsed("{\"id\":\"1\",\"source\":\"s\",\"type\":\"crm.deal.won\","
                + "\"subject\":\"deal/D-1\",\"tenant\":\"" + tenant + "\",\"time\":\"" + time + "\"" + more + "}");

        route(parsed);

        long expected = hashed ? new ContentHasher().hash(parsed) : CrmEvent.NO_TWINS;
        assertThat(((ParsedEvent) events.get(0)).event().contentHash())
                .as("in the table")
                .isEqualTo(expected);
        assertThat(CrmEventCodec.read(new DataInputStream(
                                new ByteArrayInputStream(timeline.get(0).event())))
                        .contentHash())
                .as("on the timeline")
                .isEqualTo(expected);
    }

    @Test
    void aTickGoesNowhere() {
        route(new ClockTick(1));

        assertThat(timeline).isEmpty();
        assertThat(events).isEmpty();
        assertThat(letters).isEmpty();
    }

    private static ParsedRecord parsed(String json) {
        return new CloudEventParser(IntakeRules.replay())
                .parse(
                        json.getBytes(StandardCharsets.UTF_8),
                        1_772_359_205_000L, // 2026-03-01T10:00:05Z
                        new RecordPosition("crm.events", 0, 0));
    }

    private void route(ParsedRecord parsed) {
        route(parsed, router);
    }

    private void route(ParsedRecord parsed, RecordRouter router) {
        router.open(DefaultOpenContext.INSTANCE);
        router.processElement(parsed, new Aside(router), new Collector<>() {
            @Override
            public void collect(ParsedRecord event) {
                events.add(event);
            }

            @Override
            public void close() {
                // a list needs no closing
            }
        });
    }

    /** Takes what is put aside. */
    private final class Aside extends ProcessFunction<ParsedRecord, ParsedRecord>.Context {
        private Aside(RecordRouter router) {
            router.super();
        }

        @Override
        public Long timestamp() {
            return null;
        }

        @Override
        public TimerService timerService() {
            throw new AssertionError("routing knows no time");
        }

        @Override
        public <X> void output(OutputTag<X> tag, X value) {
            if (value instanceof KeyedEvent event) {
                timeline.add(event);
                timelineNames.add(tag.getId());
            } else if (value instanceof TableRow row) {
                assertThat(row.type()).isEqualTo(EventKeyJournal.TYPE);
                keys.add(row);
            } else if (value instanceof MoveStatement statement) {
                moves.add(tag.getId() + " " + statement.subject() + " " + statement.into());
            } else {
                assertThat(tag).isEqualTo(RecordRouter.DEAD_LETTERS);
                letters.add((DeadLetter) value);
            }
        }
    }
}
