package dev.crmpulse.connectors.yaml;

import dev.crmpulse.connectors.yaml.YamlNode.Fields;
import dev.crmpulse.connectors.yaml.YamlNode.Items;
import dev.crmpulse.connectors.yaml.YamlNode.Place;
import dev.crmpulse.connectors.yaml.YamlNode.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills values in that do not belong into a file: {@code ${NAME}} is an environment variable, {@code ${file:PATH}} the
 * content of a file without the line break at its end, as secrets are mounted.
 */
public final class Substitution {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String FILE = "file:";

    private final UnaryOperator<String> environment;

    /** @param environment looks up a variable's value, null where it is not set */
    public Substitution(UnaryOperator<String> environment) {
        this.environment = environment;
    }

    /** From the environment of this process. */
    public static Substitution ofProcess() {
        return new Substitution(System::getenv);
    }

    /**
     * The same node with all references filled in.
     *
     * @throws YamlException naming the line and what is not there, never a value
     */
    public YamlNode fill(YamlNode node) {
        if (node instanceof Scalar scalar) {
            return new Scalar(scalar.place(), fill(scalar.text(), scalar.place()), scalar.kind());
        }
        if (node instanceof Items list) {
            return new Items(list.place(), list.items().stream().map(this::fill).toList());
        }
        Fields named = (Fields) node;
        Map<String, YamlNode> filled = new LinkedHashMap<>();
        named.fields().forEach((name, value) -> filled.put(name, fill(value)));
        return new Fields(named.place(), filled, named.names());
    }

    private String fill(String text, Place place) {
        Matcher reference = REFERENCE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (reference.find()) {
            reference.appendReplacement(filled, Matcher.quoteReplacement(value(reference.group(1), place)));
        }
        return reference.appendTail(filled).toString();
    }

    private String value(String name, Place place) {
        if (name.startsWith(FILE)) {
            String file = name.substring(FILE.length());
            try {
                return Files.readString(Path.of(file)).stripTrailing();
            } catch (IOException unreadable) {
                throw place.error("file " + file + " cannot be read: make it, or take the reference out");
            }
        }
        if (!VARIABLE.matcher(name).matches()) {
            throw place.error("'${" + name + "}' is no reference; write ${NAME} or ${file:PATH}");
        }
        String value = environment.apply(name);
        if (value == null) {
            throw place.error("environment variable " + name + " is not set");
        }
        return value;
    }
}
