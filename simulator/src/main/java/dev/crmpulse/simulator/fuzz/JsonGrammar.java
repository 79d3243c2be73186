package dev.crmpulse.simulator.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Random JSON values, as raw JSON: mostly such as readers disagree on. */
public final class JsonGrammar {
    private static final List<String> ODD = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "-0.0",
            "1",
            "1.0",
            "1e0",
            "1e3",
            "1E+2",
            "1e-400",
            "1e308",
            "1e400",
            "0.30000000000000004",
            "4.35",
            "99999999999999.9999",
            "100000000000000",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "-9223372036854775809",
            "18446744073709551615",
            "18446744073709551616",
            "{}",
            "[]",
            "[\"a\",1]",
            "{\"owner\":\"inner\"}",
            "[[[[[[[[1]]]]]]]]");
    private static final List<String> WORDS = List.of(
            "",
            " ",
            "true",
            "TRUE",
            "Yes",
            "no",
            "False",
            "0",
            "1",
            "1.0",
            "ja",
            "ye\u017F",
            "ten",
            "NaN",
            "-Infinity",
            "1e3",
            "1e999",
            "1e1000",
            "+5",
            "5.",
            ".5",
            " 5",
            "0x10",
            "1,234",
            "99999999999999.99999",
            "100000000000000",
            "\uFF11\uFF12",
            "\u0661",
            "2026-01-05",
            "2026-02-30",
            "1900-01-01",
            "2262-01-01",
            "2026-01-05T10:00Z",
            "2016-12-31T23:59:60Z",
            "1969-12-31T23:59:59Z",
            "soon",
            "null",
            "rep-1",
            "Z\u00FCrich",
            "\u4E2D\u6587",
            "\uD83D\uDE00",
            "\uFEFFmark",
            "a\u00A0b",
            "\\",
            "\"",
            "a/b",
            "' OR 1=1 --");
    private static final List<String> ESCAPES = List.of(
            "\\u0041",
            "\\u0000",
            "\\u00e9",
            "\\ud83d\\ude00",
            "\\uD83D\\uDE00",
            "\\/",
            "\\n",
            "\\t",
            "\\\\ud83d",
            "\\ud83d",
            "\\ude00",
            "\\uffff");

    private final Random random;

    public JsonGrammar(Random random) {
        this.random = random;
    }

    /** Any value. */
    public String value() {
        return switch (random.nextInt(14)) {
            case 0, 1 -> ODD.get(random.nextInt(ODD.size()));
            case 2, 3, 4 -> text(WORDS.get(random.nextInt(WORDS.size())));
            case 5 -> escaped();
            case 6 -> whole();
            case 7 -> decimal();
            case 8 -> exponent();
            case 9 -> text(random.nextBoolean() ? decimal() : exponent());
            case 10 -> text(letters("0123456789+-.eE ", 1 + random.nextInt(8)));
            case 11, 12 -> text(moment());
            default -> text(cased(List.of("true", "false", "yes", "no").get(random.nextInt(4))));
        };
    }

    /** A text as raw JSON. */
    public static String text(String content) {
        return '"' + content.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private String escaped() {
        StringBuilder text = new StringBuilder("\"");
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(ESCAPES.get(random.nextInt(ESCAPES.size())));
            text.append(letters("abc 1", random.nextInt(3)));
        }
        return text.append('"').toString();
    }

    private String whole() {
        String digits = Long.toString(random.nextLong() >>> random.nextInt(64));
        return random.nextInt(8) == 0 && !digits.equals("0") ? digits + random.nextInt(10) : digits;
    }

    private String decimal() {
        return switch (random.nextInt(3)) {
            case 0 -> Double.toString(random.nextDouble() * Math.pow(10, random.nextInt(16)));
            case 1 ->
                (random.nextBoolean() ? "-" : "")
                        + random.nextInt(100_000)
                        + '.'
                        + letters("0123456789", 1 + random.nextInt(6));
            default -> random.nextInt(10) + "." + letters("0123456789", 1 + random.nextInt(24));
        };
    }

    private String exponent() {
        String digits = random.nextBoolean() ? Integer.toString(random.nextInt(1_000)) : decimal();
        return digits.contains("E") ? digits : digits + (random.nextBoolean() ? "e" : "E") + (random.nextInt(40) - 20);
    }

    /** A date and time, nearly or wholly as RFC 3339 has them; seconds are often the 60th. */
    private String moment() {
        String hour = pick("00", "08", "14", "18", "23", "24");
        String minute = pick("00", "29", "59", "59", "59", "60");
        String second = pick("", ":00", ":59", ":60", ":60", ":60.5", ":60.", ":61", ":");
        String offset =
                pick("Z", "z", "+00:00", "+09:00", "-09:00", "-05:30", "+18:00", "+18:01", "+01", "+01:00:30", "");
        return pick("2016-12-31", "2017-01-01", "2026-02-30", "1970-01-01", "2261-12-31")
                + pick("T", "T", "t", " ")
                + hour
                + ':'
                + minute
                + second
                + offset;
    }

    private String pick(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private String cased(String word) {
        StringBuilder cased = new StringBuilder();
        word.chars()
                .forEach(letter -> cased.append(
                        random.nextBoolean()
                                ? Character.toString(letter).toUpperCase(Locale.ROOT)
                                : Character.toString(letter)));
        return cased.toString();
    }

    private String letters(String alphabet, int length) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < length; i++) {
            letters.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return letters.toString();
    }
}
