package dev.crmpulse.dashboards;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What all boards have in common, as {@code frame.yaml} holds it.
 *
 * @param variables by the name that boards list them by
 * @param snippets pieces of SQL that queries share, such as the conditions of the variables
 * @param vocabularies what values are called, by the name that fields refer to
 * @param header panels beside the question of each board: how fresh and how complete its figures are
 * @param annotations moments that every board marks on its time axes
 */
public record Frame(
        Map<String, Variable> variables,
        Map<String, String> snippets,
        Map<String, Map<String, Word>> vocabularies,
        List<Panel> header,
        List<Annotation> annotations) {

    /**
     * A variable of boards.
     *
     * @param name in queries and links; two variables of one name never stand on one board
     * @param sql its values, of which all, some or one are chosen
     * @param values vocabulary of which one value is chosen, at first the first; where neither is given the value is typed in
     */
    public record Variable(String name, Text label, String sql, String values) {
        public Variable {
            Objects.requireNonNull(name, "name of a variable");
            Objects.requireNonNull(label, "label");
            if (sql != null && values != null) {
                throw new IllegalArgumentException("variable '" + name + "' has both sql and values");
            }
        }
    }

    /**
     * What a value is called.
     *
     * @param color null where it has none
     */
    public record Word(String en, String zh, String color) {
        public Word {
            Objects.requireNonNull(en, "en");
            Objects.requireNonNull(zh, "zh");
        }

        Text text() {
            return new Text(en, zh);
        }
    }

    /** Moments to mark; the query gives the columns {@code time} and {@code text}. */
    public record Annotation(Text name, String color, String sql) {
        public Annotation {
            Objects.requireNonNull(name, "name of an annotation");
            Objects.requireNonNull(color, "color");
            Objects.requireNonNull(sql, "sql");
        }
    }

    public Frame {
        variables = Map.copyOf(variables);
        snippets = Map.copyOf(snippets);
        // in the order of the file
        vocabularies = java.util.Collections.unmodifiableMap(vocabularies);
        header = List.copyOf(header);
        annotations = List.copyOf(annotations);
    }

    Variable variable(String key) {
        Variable variable = variables.get(key);
        if (variable == null) {
            throw new IllegalArgumentException("no variable '" + key + "' in frame.yaml");
        }
        return variable;
    }

    Map<String, Word> vocabulary(String name) {
        Map<String, Word> words = vocabularies.get(name);
        if (words == null) {
            throw new IllegalArgumentException("no vocabulary '" + name + "' in frame.yaml");
        }
        return words;
    }
}
