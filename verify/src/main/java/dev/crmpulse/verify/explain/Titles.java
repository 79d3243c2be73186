package dev.crmpulse.verify.explain;

import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What things are called for those who read an explanation; a name that is not ours is shown as it was given. */
public final class Titles {
    private static final String FILE = "/crmpulse/explain/words.yaml";
    private static final String VALUES = "values";
    private static final List<String> SECTIONS =
            List.of("kinds", "events", "facts", "columns", "members", VALUES, "policies", "rules", "levels", "steps");

    /** Those of {@code words.yaml}. */
    public static final Titles SHIPPED = read();

    private final Map<String, Words> words;

    private Titles(Map<String, Words> words) {
        this.words = words;
    }

    private static Titles read() {
        try (InputStream file = Titles.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not in the distribution");
            }
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            YamlFields sections =
                    YamlFields.of(YamlNode.readAll(FILE, text, "words").get(0), "the words", SECTIONS);
            Map<String, Words> words = new HashMap<>();
            for (String section : SECTIONS) {
                boolean isNested = section.equals(VALUES);
                YamlFields.anyOf(sections.required(section), section).all().forEach((name, node) -> {
                    if (isNested) {
                        YamlFields.anyOf(node, name)
                                .all()
                                .forEach((value, both) -> words.put(path(section, name, value), words(both)));
                    } else {
                        words.put(path(section, name), words(node));
                    }
                });
            }
            return new Titles(words);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Words words(YamlNode node) {
        List<YamlNode> both = YamlFields.items(node, "the words");
        if (both.size() != 2) {
            throw node.place().error("words are two: English, Chinese");
        }
        return new Words(
                YamlFields.scalar(both.get(0), "English").text(),
                YamlFields.scalar(both.get(1), "Chinese").text());
    }

    private static String path(String... names) {
        return String.join("\n", names);
    }

    /** What a history is about, such as {@code Lead L-17}. */
    public Words entity(EntityKey key) {
        return known("kinds", key.kind())
                .map(kind -> kind.and(Words.asGiven(key.id())))
                .orElseGet(() -> Words.asGiven(key.subject()));
    }

    /** A CloudEvents type such as {@code crm.lead.created}. */
    public Words event(String type) {
        String name = type.startsWith(EventType.PREFIX) ? type.substring(EventType.PREFIX.length()) : type;
        return known("events", name).orElseGet(() -> Words.asGiven(type));
    }

    /** The facts of a table, such as {@code first_response}. */
    public Words fact(String fact) {
        return named("facts", fact);
    }

    /** A column of facts. */
    public Words column(String column) {
        return named("columns", column);
    }

    /** A member of an event's data. */
    public Words member(String member) {
        return known("members", member).orElseGet(() -> column(member));
    }

    /** A word of ours that stands in a column; empty for whatever else stands there. */
    public Optional<Words> value(FactValue value) {
        return switch (value.column()) {
            case "sla", "funnel" -> known("rules", value.text());
            case "level" -> known("levels", value.text());
            case "step" -> known("steps", value.text());
            default -> known(VALUES, value.column(), value.text());
        };
    }

    /** A rule, by its id. */
    public Words rule(String id) {
        return named("rules", id);
    }

    /** A level of an SLA. */
    public Words level(String name) {
        return named("levels", name);
    }

    /** What a rule rules. */
    public Words kind(Policy policy) {
        return named("policies", policy.kind().written());
    }

    private Words named(String section, String name) {
        return known(section, name).orElseGet(() -> Words.asGiven(name));
    }

    private Optional<Words> known(String... path) {
        return Optional.ofNullable(words.get(path(path)));
    }
}
