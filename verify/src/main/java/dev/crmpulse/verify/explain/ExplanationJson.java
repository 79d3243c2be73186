package dev.crmpulse.verify.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.policy.Policy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes explanations as the JSON that a page draws; page/README.md says what each member means. */
public final class ExplanationJson {
    /** Of a longer history the first and the last half are written. */
    static final int EVENTS = 1_000;

    static final int ROWS_OF_A_KIND = 200;
    static final int CHANGES_OF_A_STEP = 100;

    private static final JsonFactory JSON = new JsonFactory();

    /** What stands beside the values of each row already. */
    private static final Set<String> LEFT_OUT = Set.of("tenant", "id", "def_version");

    private record Numbered(long number, Explanation.TimelineEvent event) {}

    private final Titles titles;

    public ExplanationJson(Titles titles) {
        this.titles = titles;
    }

    /**
     * One document in UTF-8.
     *
     * @param id as it was asked for
     */
    public byte[] write(String id, List<Explanation> explanations) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("id", id);
            out.writeArrayFieldStart("histories");
            for (Explanation explanation : explanations) {
                history(out, explanation);
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException failed) {
            throw new UncheckedIOException("memory takes what is written to it", failed);
        }
        return bytes.toByteArray();
    }

    private void history(JsonGenerator out, Explanation history) throws IOException {
        out.writeStartObject();
        out.writeStringField("tenant", history.tenant());
        out.writeStringField("key", history.key());
        out.writeArrayFieldStart("moved");
        for (String moved : history.moved()) {
            out.writeString(moved);
        }
        out.writeEndArray();
        out.writeStringField("timeline", history.timeline());
        words(out, "title", titles.entity(EntityKey.of(history.tenant(), history.key())));
        time(out, "horizon", history.horizon());
        out.writeObjectFieldStart("counts");
        out.writeNumberField("events", history.events());
        out.writeNumberField("repeated", history.repeated());
        out.writeNumberField("sameContents", history.duplicates().size() - history.repeated());
        out.writeNumberField("late", history.late().size());
        out.writeEndObject();
        steps(out, history);
        out.writeArrayFieldStart("clocks");
        for (Clock clock : history.clocks()) {
            clock(out, clock);
        }
        out.writeEndArray();
        facts(out, history);
        out.writeArrayFieldStart("policies");
        for (Policy policy : history.policies()) {
            policy(out, policy);
        }
        out.writeEndArray();
        refused(out, history);
        out.writeEndObject();
    }

    private void steps(JsonGenerator out, Explanation history) throws IOException {
        long events = history.events();
        long number = 0;
        long omitted = 0;
        out.writeArrayFieldStart("steps");
        for (Explanation.Step step : history.steps()) {
            List<Numbered> shown = new ArrayList<>();
            long before = omitted;
            for (Explanation.TimelineEvent event : step.events()) {
                number++;
                if (isShown(number, events)) {
                    shown.add(new Numbered(number, event));
                } else {
                    omitted++;
                    before = shown.isEmpty() ? omitted : before;
                }
            }
            if (!shown.isEmpty() || step.events().isEmpty()) {
                step(out, step, shown, before);
                omitted -= before;
            }
        }
        out.writeEndArray();
    }

    private void step(JsonGenerator out, Explanation.Step step, List<Numbered> events, long omittedBefore)
            throws IOException {
        out.writeStartObject();
        time(out, "until", step.until());
        out.writeArrayFieldStart("events");
        for (Numbered event : events) {
            out.writeStartObject();
            out.writeNumberField("no", event.number);
            event(out, event.event);
            out.writeEndObject();
        }
        out.writeEndArray();
        changes(out, step.changes());
        out.writeNumberField("omittedEvents", omittedBefore);
        out.writeEndObject();
    }

    private static boolean isShown(long number, long events) {
        return events <= EVENTS || number <= EVENTS / 2 || number > events - EVENTS / 2;
    }

    private void event(JsonGenerator out, Explanation.TimelineEvent event) throws IOException {
        out.writeStringField("id", event.id());
        out.writeStringField("source", event.source());
        out.writeStringField("type", event.type());
        words(out, "title", titles.event(event.type()));
        time(out, "time", event.time());
        out.writeNumberField("sequence", event.sequence());
        out.writeObjectFieldStart("actor");
        out.writeStringField("type", event.actorType());
        out.writeStringField("name", event.actor());
        out.writeEndObject();
        out.writeStringField("owner", event.owner());
        out.writeArrayFieldStart("data");
        for (Map.Entry<String, String> member : event.data().entrySet()) {
            out.writeStartObject();
            out.writeStringField("name", member.getKey());
            words(out, "title", titles.member(member.getKey()));
            out.writeStringField("value", member.getValue());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeBooleanField("asked", event.asked());
    }

    private void changes(JsonGenerator out, List<Explanation.Change> changes) throws IOException {
        out.writeArrayFieldStart("changes");
        for (Explanation.Change change : changes.subList(0, Math.min(changes.size(), CHANGES_OF_A_STEP))) {
            out.writeStartObject();
            out.writeStringField("effect", change.effect().written());
            out.writeStringField("fact", change.fact());
            out.writeStringField("id", change.id());
            words(out, "title", titles.fact(change.fact()));
            out.writeArrayFieldStart("values");
            for (Explanation.Difference difference : change.differences()) {
                out.writeStartObject();
                head(out, difference.after());
                value(out, "before", difference.before());
                value(out, "value", difference.after());
                label(out, difference.after());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeNumberField("omittedChanges", Math.max(0, changes.size() - CHANGES_OF_A_STEP));
    }

    private void clock(JsonGenerator out, Clock clock) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", clock.fact().id());
        out.writeStringField("entity", clock.text("entity"));
        out.writeStringField("entityId", clock.text("entity_id"));
        out.writeStringField("sla", clock.text("sla"));
        words(out, "title", titles.rule(clock.text("sla")));
        out.writeStringField("policy", clock.text("policy_id"));
        out.writeStringField("level", clock.text("level"));
        words(out, "levelTitle", titles.level(clock.text("level")));
        number(out, "levelNo", clock.value("level_no").number());
        number(out, "episode", clock.value("episode").number());
        out.writeStringField("target", clock.target());
        out.writeStringField("clock", clock.isBusinessTime() ? "business" : "calendar");
        out.writeStringField("calendar", clock.text("calendar_id"));
        out.writeStringField("state", clock.text("state"));
        words(
                out,
                "stateTitle",
                titles.value(clock.value("state")).orElseGet(() -> Words.asGiven(clock.text("state"))));
        time(out, "startedAt", clock.time("started_at"));
        time(out, "plannedAt", clock.time("planned_at"));
        time(out, "dueAt", clock.time("due_at"));
        time(out, "endedAt", clock.time("ended_at"));
        time(out, "breachedAt", clock.time("breached_at"));
        value(out, "cancelReason", clock.value("cancel_reason"));
        out.writeStringField("owner", clock.text("owner"));
        out.writeStringField("ownerAtStart", clock.text("owner_at_start"));
        out.writeObjectFieldStart("seconds");
        for (String which : List.of("calendar", "business", "pause", "net", "overrun")) {
            number(out, which, clock.value(which + "_seconds").number());
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private void facts(JsonGenerator out, Explanation history) throws IOException {
        Map<String, List<Explanation.StatedFact>> byKind = new LinkedHashMap<>();
        for (Explanation.StatedFact fact : history.facts()) {
            if (!Clock.isClock(fact)) {
                byKind.computeIfAbsent(fact.fact(), kind -> new ArrayList<>()).add(fact);
            }
        }
        out.writeArrayFieldStart("facts");
        for (List<Explanation.StatedFact> kind : byKind.values()) {
            out.writeStartObject();
            out.writeStringField("fact", kind.get(0).fact());
            out.writeStringField("metric", kind.get(0).metric());
            words(out, "title", titles.fact(kind.get(0).fact()));
            out.writeArrayFieldStart("rows");
            for (Explanation.StatedFact fact : kind.subList(0, Math.min(kind.size(), ROWS_OF_A_KIND))) {
                fact(out, fact);
            }
            out.writeEndArray();
            out.writeNumberField("omittedRows", Math.max(0, kind.size() - ROWS_OF_A_KIND));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void fact(JsonGenerator out, Explanation.StatedFact fact) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", fact.id());
        out.writeArrayFieldStart("values");
        for (FactValue value : fact.values().values()) {
            if (!value.isEmpty() && !LEFT_OUT.contains(value.column())) {
                out.writeStartObject();
                head(out, value);
                value(out, "value", value);
                label(out, value);
                out.writeEndObject();
            }
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void policy(JsonGenerator out, Policy policy) throws IOException {
        out.writeStartObject();
        out.writeStringField("policy", policy.versionedId());
        out.writeStringField("kind", policy.kind().written());
        words(out, "kindTitle", titles.kind(policy));
        out.writeStringField("id", policy.id());
        out.writeNumberField("version", policy.version());
        words(out, "title", titles.rule(policy.id()));
        time(out, "effectiveFrom", Instant.ofEpochMilli(policy.effectiveFromMillis()));
        out.writeBooleanField("shipped", policy.head().shipped());
        out.writeEndObject();
    }

    private void refused(JsonGenerator out, Explanation history) throws IOException {
        out.writeArrayFieldStart("duplicates");
        for (Explanation.Duplicate duplicate :
                history.duplicates().subList(0, Math.min(history.duplicates().size(), ROWS_OF_A_KIND))) {
            out.writeStartObject();
            out.writeObjectFieldStart("event");
            event(out, duplicate.event());
            out.writeEndObject();
            out.writeStringField("repeats", duplicate.repeats());
            out.writeStringField("same", duplicate.sameId() ? "id" : "contents");
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("late");
        for (Explanation.LateDelivery late :
                history.late().subList(0, Math.min(history.late().size(), ROWS_OF_A_KIND))) {
            out.writeStartObject();
            out.writeObjectFieldStart("event");
            event(out, late.event());
            out.writeEndObject();
            out.writeStringField("reason", late.reason());
            out.writeStringField("remedy", late.remedy());
            time(out, "horizon", late.horizon());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void head(JsonGenerator out, FactValue value) throws IOException {
        out.writeStringField("name", value.column());
        words(out, "title", titles.column(value.column()));
        out.writeStringField("unit", value.unit().written());
    }

    private void label(JsonGenerator out, FactValue value) throws IOException {
        Words label = titles.value(value).orElse(null);
        if (label != null) {
            words(out, "label", label);
        }
    }

    private static void value(JsonGenerator out, String name, FactValue value) throws IOException {
        switch (value.unit()) {
            case TIME -> time(out, name, value.time());
            case SECONDS, MONEY, COUNT, NUMBER -> number(out, name, value.number());
            case TEXT -> out.writeStringField(name, value.isEmpty() ? null : value.text());
        }
    }

    private static void number(JsonGenerator out, String name, BigDecimal number) throws IOException {
        out.writeFieldName(name);
        if (number == null) {
            out.writeNull();
        } else {
            out.writeNumber(number.toPlainString());
        }
    }

    private static void time(JsonGenerator out, String name, Instant time) throws IOException {
        out.writeStringField(name, time == null ? null : time.toString());
    }

    private static void words(JsonGenerator out, String name, Words words) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeStringField("en", words.english());
        out.writeStringField("zh", words.chinese());
        out.writeEndObject();
    }
}
