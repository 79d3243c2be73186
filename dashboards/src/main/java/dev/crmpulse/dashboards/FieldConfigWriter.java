package dev.crmpulse.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes what the fields of a panel are called and look like: its {@code fieldConfig}. */
final class FieldConfigWriter {
    private final Frame frame;
    private final Language language;
    private final BoardLinks links;

    FieldConfigWriter(Frame frame, Language language, BoardLinks links) {
        this.frame = frame;
        this.language = language;
        this.links = links;
    }

    ObjectNode write(Panel panel, PanelWriter writer) {
        ObjectNode config = Json.object();
        ObjectNode defaults = config.putObject("defaults");
        defaults.putObject("color").put("mode", writer.colorMode());
        defaults.set("thresholds", noSteps());
        defaults.putArray("mappings");
        properties(panel.look()).forEach((id, value) -> defaults.set(id, value));
        if (!defaults.has("noValue")) {
            defaults.put("noValue", "–");
        }
        ObjectNode custom = writer.custom(panel);
        if (!custom.isEmpty()) {
            defaults.set("custom", custom);
        }
        ArrayNode overrides = config.putArray("overrides");
        panel.fields().forEach((name, field) -> overrides.add(override(name, field)));
        return config;
    }

    private ObjectNode override(String name, Field field) {
        ObjectNode override = Json.object();
        override.putObject("matcher").put("id", "byName").put("options", name);
        ArrayNode properties = override.putArray("properties");
        add(properties, "displayName", TextNode.valueOf(field.title().in(language)));
        properties(field.look()).forEach((id, value) -> add(properties, id, value));
        if (field.width() != null) {
            add(properties, "custom.width", IntNode.valueOf(field.width()));
        }
        if (field.cell() != null) {
            add(properties, "custom.cellOptions", cell(field.cell()));
        }
        if (field.dashed()) {
            ObjectNode style = Json.object().put("fill", "dash");
            style.putArray("dash").add(10).add(10);
            add(properties, "custom.lineStyle", style);
        }
        if (field.link()) {
            ArrayNode toHistory = JsonNodeFactory.instance.arrayNode();
            toHistory.add(links.toHistory());
            add(properties, "links", toHistory);
        }
        return override;
    }

    /** What a look says, by the names of Grafana's properties. */
    private Map<String, JsonNode> properties(Look look) {
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        if (look.unit() != null) {
            properties.put("unit", TextNode.valueOf(look.unit()));
        }
        if (look.decimals() != null) {
            properties.put("decimals", IntNode.valueOf(look.decimals()));
        }
        if (look.color() != null) {
            properties.put("color", Json.object().put("mode", "fixed").put("fixedColor", look.color()));
        }
        if (look.steps() != null) {
            properties.put("color", Json.object().put("mode", "thresholds"));
            properties.put("thresholds", steps(look.steps()));
        }
        if (look.values() != null) {
            properties.put("mappings", mappings(frame.vocabulary(look.values())));
        }
        if (look.min() != null) {
            properties.put("min", JsonNodeFactory.instance.numberNode(look.min()));
        }
        if (look.max() != null) {
            properties.put("max", JsonNodeFactory.instance.numberNode(look.max()));
        }
        if (look.nothing() != null) {
            properties.put("noValue", TextNode.valueOf(look.nothing().in(language)));
        }
        return properties;
    }

    private static ObjectNode noSteps() {
        ObjectNode thresholds = Json.object().put("mode", "absolute");
        thresholds.putArray("steps").addObject().put("color", "text").putNull("value");
        return thresholds;
    }

    private static ObjectNode steps(Map<String, String> colors) {
        ObjectNode thresholds = Json.object().put("mode", "absolute");
        ArrayNode steps = thresholds.putArray("steps");
        steps.addObject().put("color", colors.get("base")).putNull("value");
        colors.forEach((from, color) -> {
            if (!from.equals("base")) {
                steps.addObject().put("color", color).put("value", Double.valueOf(from));
            }
        });
        return thresholds;
    }

    private ArrayNode mappings(Map<String, Frame.Word> words) {
        ArrayNode mappings = JsonNodeFactory.instance.arrayNode();
        ObjectNode options = mappings.addObject().put("type", "value").putObject("options");
        words.forEach((value, word) -> {
            ObjectNode mapped = options.putObject(value)
                    .put("index", options.size() - 1)
                    .put("text", word.text().in(language));
            if (word.color() != null) {
                mapped.put("color", word.color());
            }
        });
        return mappings;
    }

    private static ObjectNode cell(Field.Cell cell) {
        return switch (cell) {
            case COLOR -> Json.object().put("type", "color-text");
            case BAR -> Json.object().put("type", "gauge").put("mode", "basic").put("valueDisplayMode", "text");
        };
    }

    private static void add(ArrayNode properties, String id, JsonNode value) {
        properties.addObject().put("id", id).set("value", value);
    }
}
