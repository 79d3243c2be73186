package dev.crmpulse.connectors.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Nearest {
    private Nearest() {}

    /** {@code ", did you mean 'b'?"} where a known name is close enough, else empty; the first of equally close ones. */
    public static String hint(String written, Collection<String> known) {
        return of(written, known).map(name -> ", did you mean '" + name + "'?").orElse("");
    }

    /** The same for names that all begin alike, which makes none of them nearer to another. */
    public static String hint(String written, Collection<String> known, String prefix) {
        return of(
                        written.substring(prefix.length()),
                        known.stream()
                                .map(name -> name.substring(prefix.length()))
                                .toList())
                .map(name -> ", did you mean '" + prefix + name + "'?")
                .orElse("");
    }

    private static Optional<String> of(String written, Collection<String> known) {
        int farthest = Math.max(1, written.length() / 3);
        return known.stream()
                .filter(name -> distance(written, name) <= farthest)
                .min(Comparator.comparingInt(name -> distance(written, name)));
    }

    /** Letters to insert, delete or replace to make one of the other (Levenshtein), capitals aside. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (sameLetter(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    private static boolean sameLetter(char a, char b) {
        return Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
