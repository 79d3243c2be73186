package dev.crmpulse.cli.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** Rows whose columns line up, those of numbers to the right. A Chinese character takes two places. */
final class TextTable {
    private static final String GAP = "  ";

    private final int texts;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param texts how many columns lie before the first one of numbers */
    TextTable(int texts) {
        this.texts = texts;
    }

    /** Adds a row; one without cells is an empty line. */
    void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    void print(PrintStream out) {
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String space = " ".repeat(width(i) - places(row.get(i)));
                line.append(i == 0 ? "" : GAP).append(i < texts ? row.get(i) + space : space + row.get(i));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> column < row.size())
                .mapToInt(row -> places(row.get(column)))
                .max()
                .orElse(0);
    }

    private static int places(String text) {
        return new AttributedString(text).columnLength();
    }
}
