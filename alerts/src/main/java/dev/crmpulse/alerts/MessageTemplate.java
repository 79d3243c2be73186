package dev.crmpulse.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is posted for an alert: Mustache that makes a JSON object. Values are escaped for JSON; {@code {{#lines}}} around
 * a text lets it stand on several lines of the template, blank ones and indents left out.
 */
public final class MessageTemplate {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Mustache.Lambda LINES = (text, out) -> out.write(text.execute()
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .collect(Collectors.joining("\\n")));

    private final Template template;
    private final AlertWords english = AlertWords.in("en");
    private final AlertWords chinese = AlertWords.in("zh");

    private MessageTemplate(Template template) {
        this.template = template;
    }

    /** The template that comes with crm-pulse. */
    public static MessageTemplate shippedFor(Service service) {
        try (InputStream file = resource(service.written() + ".mustache")) {
            return compile(new String(file.readAllBytes(), StandardCharsets.UTF_8), service);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Reads a template and tries it with alerts of every kind.
     *
     * @throws IOException where the file cannot be read
     * @throws IllegalArgumentException where it makes no JSON object, or uses what alerts do not have
     */
    public static MessageTemplate read(Path file, Service service) throws IOException {
        MessageTemplate template = compile(Files.readString(file), service);
        for (AlertMessage.Status status : AlertMessage.Status.values()) {
            template.render(sample(status), ZoneId.of("UTC"));
        }
        return template;
    }

    /**
     * The JSON object for an alert.
     *
     * @param zone in which people read times
     * @throws IllegalArgumentException where the template makes none
     */
    public String render(AlertMessage alert, ZoneId zone) {
        try {
            String json = template.execute(members(alert, zone));
            // also tidies it to one line
            return MAPPER.writeValueAsString(MAPPER.readValue(json, Map.class));
        } catch (MustacheException unknown) {
            throw new IllegalArgumentException(unknown.getMessage(), unknown);
        } catch (JsonProcessingException invalid) {
            throw new IllegalArgumentException("it makes no JSON object: " + invalid.getOriginalMessage(), invalid);
        }
    }

    static InputStream resource(String name) {
        return MessageTemplate.class.getResourceAsStream("/crmpulse/webhooks/" + name);
    }

    private static MessageTemplate compile(String text, Service service) {
        try {
            return new MessageTemplate(Mustache.compiler()
                    .withEscaper(
                            value -> new String(JsonStringEncoder.getInstance().quoteAsString(service.plain(value))))
                    .strictSections(true)
                    .emptyStringIsFalse(true)
                    .compile(text));
        } catch (MustacheException invalid) {
            throw new IllegalArgumentException(invalid.getMessage(), invalid);
        }
    }

    private Map<String, Object> members(AlertMessage alert, ZoneId zone) {
        Map<String, Object> members = new HashMap<>();
        members.put("id", alert.id());
        members.put("tenant", alert.tenant());
        members.put("alert_id", alert.alertId());
        members.put("entity", alert.entity());
        members.put("entity_id", alert.entityId());
        members.put("sla", alert.sla());
        members.put("policy_id", alert.policyId());
        members.put("episode", alert.episode());
        members.put("level", alert.level());
        members.put("level_no", alert.levelNo());
        members.put("owner", alert.owner());
        members.put("started_at", alert.startedAt().toString());
        members.put("due_at", alert.dueAt().map(Instant::toString).orElse(""));
        members.put("time", alert.time().map(Instant::toString).orElse(""));
        members.put("status", alert.status().written());
        members.put("raised", alert.status() == AlertMessage.Status.RAISED);
        members.put("cleared", alert.status() == AlertMessage.Status.CLEARED);
        members.put("withdrawn", alert.status() == AlertMessage.Status.WITHDRAWN);
        members.put("notice", alert.isNotice());
        members.put("since", local(alert.startedAt(), zone));
        members.put("due", alert.dueAt().map(due -> local(due, zone)).orElse(""));
        members.put("zone", zone.getId());
        members.put("en", english.of(alert));
        members.put("zh", chinese.of(alert));
        members.put("lines", LINES);
        return members;
    }

    private static String local(Instant moment, ZoneId zone) {
        return LOCAL.format(moment.atZone(zone));
    }

    private static AlertMessage sample(AlertMessage.Status status) {
        Instant start = Instant.EPOCH;
        return new AlertMessage(
                "sample",
                "acme",
                "sample",
                "lead",
                "L-1",
                "first-response",
                "first-response@1",
                1,
                "supervisor",
                2,
                "rep-07",
                start,
                Optional.of(start.plus(2, ChronoUnit.HOURS)),
                status,
                AlertMessage.ParsedRecord.SENT,
                Optional.of(start));
    }
}
