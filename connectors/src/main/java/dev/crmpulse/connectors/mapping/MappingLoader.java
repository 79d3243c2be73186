package dev.crmpulse.connectors.mapping;

import dev.crmpulse.connectors.yaml.YamlException;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.connectors.yaml.YamlNode.Place;
import dev.crmpulse.engine.event.Twins;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Reads a mapping as a whole. */
final class MappingLoader {
    private static final List<String> KNOWN = List.of("tenant", "source", "zone", "twins", "decimal", "files");

    private MappingLoader() {}

    static Mapping load(Path yaml) {
        try {
            return mapping(yaml);
        } catch (YamlException unusable) {
            throw new MappingException(unusable.getMessage(), unusable);
        }
    }

    private static Mapping mapping(Path yaml) {
        YamlFields written = YamlFields.of(YamlNode.read(yaml, "mapping"), "a mapping", KNOWN);
        String tenant = constant(written, "tenant");
        if (tenant.indexOf('/') >= 0) {
            throw written.required("tenant").place().error("'tenant' may not hold a slash");
        }
        String source = constant(written, "source");
        ZoneId zone = written.has("zone") ? written.requiredZone("zone") : null;
        Twins twins = written.has("twins") ? twins(written) : Twins.NONE;
        Numbers numbers = AttributeLoader.numbers(written, Numbers.PLAIN);
        List<String> patterns = new ArrayList<>();
        List<FileSection> sections = new ArrayList<>();
        for (YamlNode node : written.requiredItems("files")) {
            SectionLoader section = new SectionLoader(node, tenant, source, zone, twins, numbers);
            if (patterns.contains(section.pattern())) {
                throw section.place().error("files named '" + section.pattern() + "' have their rules above already");
            }
            patterns.add(section.pattern());
            sections.add(section.load());
        }
        return new RuleMapping(yaml, List.copyOf(patterns), List.copyOf(sections));
    }

    private static Twins twins(YamlFields written) {
        String text = written.requiredText("twins");
        return Twins.ofWritten(text).orElseThrow(() -> written.required("twins")
                .place()
                .error("'twins' is " + Twins.BY_CONTENT.written()
                        + " where the source gives one event several ids, else " + Twins.NONE.written()
                        + ", not '" + text + "'"));
    }

    private static String constant(YamlFields written, String name) {
        String text = written.requiredText(name);
        Place place = written.required(name).place();
        if (text.contains(FieldLoader.OPEN)) {
            throw place.error("'" + name + "' is the same for all records and may not hold a field");
        }
        return text;
    }
}
