package dev.crmpulse.dashboards;

import java.util.ArrayList;
import java.util.List;

/**
 * A macro with what stands in its parentheses. Parentheses within it are counted, and those in texts are not.
 *
 * @param name with its {@code $}
 * @param end the place behind its last parenthesis
 */
record MacroCall(String name, List<String> arguments, int end) {
    /**
     * Reads the call whose name ends at a place.
     *
     * @throws IllegalArgumentException where no parentheses follow, or they do not end
     */
    static MacroCall read(String sql, String name, int open) {
        if (open >= sql.length() || sql.charAt(open) != '(') {
            throw QueryMacros.unknown(name);
        }
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int start = open + 1;
        for (int at = open; at < sql.length(); at++) {
            char c = sql.charAt(at);
            if (c == '\'' || c == '"' || c == '`') {
                at = endOfText(sql, at);
            } else if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth--;
            }
            if (depth == 0 || (depth == 1 && c == ',')) {
                arguments.add(sql.substring(start, at).strip());
                start = at + 1;
            }
            if (depth == 0) {
                return new MacroCall(name, List.copyOf(arguments), at + 1);
            }
        }
        throw endless(name);
    }

    private static int endOfText(String sql, int begin) {
        char quote = sql.charAt(begin);
        for (int at = begin + 1; at < sql.length(); at++) {
            if (sql.charAt(at) == '\\') {
                at++;
            } else if (sql.charAt(at) == quote) {
                return at;
            }
        }
        return sql.length();
    }

    private static IllegalArgumentException endless(String name) {
        return new IllegalArgumentException("the parentheses of macro " + name + " do not end");
    }
}
