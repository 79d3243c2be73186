package dev.crmpulse.connectors.mapping;

import dev.crmpulse.connectors.files.FileFormat;
import dev.crmpulse.connectors.files.FileKind;
import dev.crmpulse.connectors.mapping.FieldLoader.CaseKnowledge;
import dev.crmpulse.connectors.text.TextEncoding;
import dev.crmpulse.connectors.yaml.Nearest;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.connectors.yaml.YamlNode.Place;
import dev.crmpulse.connectors.yaml.YamlNode.Scalar;
import dev.crmpulse.engine.event.Twins;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;

/** Reads the part of a mapping that is for files of some names. */
final class SectionLoader {
    private static final List<String> ATTRIBUTES =
            List.of("id", "subject", "time", "sequence", "actor", "actortype", "recordedat", "data");
    private static final List<String> OF_FILE =
            List.of("name", "format", "delimiter", "encoding", "decimal", "case", "zone", "ignore", "rules");
    private static final List<String> OF_RULE = List.of("type", "when");
    private static final int MOST_RULES = 99;

    private final YamlFields written;
    private final String tenant;
    private final String source;
    private final Twins twins;
    private final String pattern;
    private final FileFormat format;
    private final FieldLoader fields;
    private final ConditionLoader conditions;
    private final AttributeLoader attributes;

    SectionLoader(YamlNode node, String tenant, String source, ZoneId zone, Twins twins, Numbers numbers) {
        this.twins = twins;
        this.written = YamlFields.of(node, "a part of 'files'", both(OF_FILE));
        this.tenant = tenant;
        this.source = source;
        this.pattern = written.requiredText("name");
        this.format = format();
        boolean cases = format instanceof FileFormat.Xes || written.has("case");
        this.fields = new FieldLoader(cases ? CaseKnowledge.KNOWN : CaseKnowledge.UNKNOWN);
        this.conditions = new ConditionLoader(fields);
        this.attributes = new AttributeLoader(
                fields,
                written.has("zone") ? written.requiredZone("zone") : zone,
                AttributeLoader.numbers(written, format instanceof FileFormat.Csv ? numbers : Numbers.PLAIN));
    }

    Place place() {
        return written.place();
    }

    /** The pattern of file names that the part is for. */
    String pattern() {
        return pattern;
    }

    FileSection load() {
        if (written.has("case")) {
            fields.field(YamlFields.scalar(written.required("case"), "'case'"));
        }
        Condition ignore = written.has("ignore") ? conditions.load(written.required("ignore")) : new Condition.Never();
        List<YamlNode> nodes = written.requiredItems("rules");
        if (nodes.size() > MOST_RULES) {
            throw written.place().error("more than " + MOST_RULES + " rules");
        }
        List<EventRule> rules = new ArrayList<>();
        for (YamlNode node : nodes) {
            rules.add(rule(node, rules.size() + 1));
        }
        return new FileSection(names(), format, ignore, List.copyOf(rules), fields.named());
    }

    private EventRule rule(YamlNode node, int number) {
        YamlFields rule = YamlFields.of(node, "a rule", both(OF_RULE));
        List<Attribute> optional = new ArrayList<>();
        YamlNode actor = own(rule, "actor");
        if (actor != null) {
            optional.add(attributes.text("actor", actor));
        }
        YamlNode recordedAt = own(rule, "recordedat");
        if (recordedAt != null) {
            optional.add(attributes.rfc3339("recordedat", recordedAt));
        }
        if (twins != Twins.NONE) {
            optional.add(new Attribute(
                    "twins", Template.constant(twins.written()), Conversion.named("text", Numbers.PLAIN)));
        }
        YamlNode sequence = own(rule, "sequence");
        String type = type(rule);
        return new EventRule(
                String.format("%02d", number),
                type,
                rule.has("when") ? conditions.load(rule.required("when")) : new Condition.Always(),
                tenant,
                source,
                attributes.text("id", needed(rule, "id")),
                attributes.text("subject", needed(rule, "subject")),
                attributes.millis("time", needed(rule, "time")),
                sequence == null
                        ? new Attribute("sequence", Template.constant("0"), Conversion.sequence())
                        : attributes.sequence("sequence", sequence),
                attributes.actorType("actortype", needed(rule, "actortype")),
                List.copyOf(optional),
                data(rule));
    }

    private static String type(YamlFields rule) {
        String type = ContractTypes.full(rule.requiredText("type"));
        if (!ContractTypes.contains(type)) {
            String hint = Nearest.hint(type, ContractTypes.names(), ContractTypes.PREFIX);
            throw rule.required("type")
                    .place()
                    .error("unknown event type '" + type + "'"
                            + (hint.isEmpty()
                                    ? "; a type of your own begins with " + ContractTypes.EXTENSION + ", such as "
                                            + ContractTypes.EXTENSION
                                            + type.substring(ContractTypes.PREFIX.length())
                                    : hint));
        }
        return type;
    }

    private List<Attribute> data(YamlFields rule) {
        Map<String, YamlNode> members = new LinkedHashMap<>();
        for (YamlFields level : List.of(written, rule)) {
            if (level.has("data")) {
                members.putAll(
                        YamlFields.anyOf(level.required("data"), "'data'").all());
            }
        }
        List<Attribute> data = new ArrayList<>();
        members.forEach((name, node) -> {
            if (name.startsWith("origin_")) {
                throw node.place().error("'" + name + "': names that begin with origin_ are written by crm-pulse");
            }
            data.add(attributes.data(name, node));
        });
        return List.copyOf(data);
    }

    /** What the rule says of an attribute, else what is said for the whole file, else null. */
    private YamlNode own(YamlFields rule, String attribute) {
        return rule.has(attribute) ? rule.optional(attribute) : written.optional(attribute);
    }

    private YamlNode needed(YamlFields rule, String attribute) {
        YamlNode node = own(rule, attribute);
        if (node == null) {
            throw rule.place().error("the rule needs '" + attribute + "', either here or for the whole file");
        }
        return node;
    }

    private FileFormat format() {
        FileKind kind = kind();
        String caseField = written.text("case", "");
        if (kind != FileKind.CSV && written.has("delimiter")) {
            throw written.required("delimiter").place().error("'delimiter' is for csv files");
        }
        if (kind != FileKind.CSV && written.has("decimal")) {
            throw written.required("decimal")
                    .place()
                    .error("'decimal' is for csv files: xes and json have numbers of their own; say it beside a field"
                            + " that holds a text");
        }
        return switch (kind) {
            case CSV -> new FileFormat.Csv(delimiter(), caseField, encoding());
            case JSON_LINES -> new FileFormat.JsonLines(caseField, encoding());
            case XES -> {
                if (!caseField.isEmpty()) {
                    throw written.required("case").place().error("'case' is not for xes files: a trace is a case");
                }
                if (written.has("encoding")) {
                    throw written.required("encoding")
                            .place()
                            .error("'encoding' is not for xes files: their first line says it");
                }
                yield new FileFormat.Xes();
            }
        };
    }

    private FileKind kind() {
        if (!written.has("format")) {
            FileKind kind = FileKind.of(Path.of(pattern.replaceAll("[*?]", "x")));
            if (kind == null) {
                throw written.required("name")
                        .place()
                        .error("'" + pattern + "' does not show what the files hold: add 'format' (csv, xes or json)");
            }
            return kind;
        }
        String name = written.requiredText("format");
        return switch (name) {
            case "csv" -> FileKind.CSV;
            case "xes" -> FileKind.XES;
            case "json" -> FileKind.JSON_LINES;
            default ->
                throw written.required("format")
                        .place()
                        .error("unknown format '" + name + "'; known are csv, xes, json");
        };
    }

    private Charset encoding() {
        if (!written.has("encoding")) {
            return null;
        }
        String name = written.requiredText("encoding");
        try {
            return TextEncoding.named(name);
        } catch (IllegalArgumentException unknown) {
            String hint = Nearest.hint(name, Charset.availableCharsets().keySet());
            throw written.required("encoding")
                    .place()
                    .error(unknown.getMessage()
                            + (hint.isEmpty() ? "; write one such as utf-8, utf-16, gb18030 or windows-1252" : hint));
        }
    }

    private char delimiter() {
        if (!written.has("delimiter")) {
            return ',';
        }
        String text = written.required("delimiter") instanceof Scalar scalar ? scalar.text() : "";
        if (text.equals("tab")) {
            return '\t';
        }
        if (text.length() != 1 || "\"\r\n".contains(text)) {
            throw written.required("delimiter").place().error("'delimiter' must be one character, or tab");
        }
        return text.charAt(0);
    }

    private PathMatcher names() {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException invalid) {
            throw written.required("name")
                    .place()
                    .error("'" + pattern + "' is no file name pattern: " + invalid.getDescription());
        }
    }

    private static List<String> both(List<String> own) {
        List<String> all = new ArrayList<>(own);
        all.addAll(ATTRIBUTES);
        return List.copyOf(all);
    }
}
