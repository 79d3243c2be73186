package dev.crmpulse.connectors.cloudevents;

import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.EventType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes up events as they are written, by tidy senders and by others. */
final class RandomEvents {
    private static final List<String> ATTRIBUTES =
            Arrays.stream(Attribute.values()).map(Attribute::attributeName).toList();
    private static final List<String> OTHER_ATTRIBUTES =
            List.of("data", "data", "specversion", "datacontenttype", "标签", "idx", "Id", "");
    private static final List<String> MEMBERS =
            Arrays.stream(DataMember.values()).map(DataMember::memberName).toList();
    private static final List<String> OTHER_MEMBERS = List.of("note_id", "备注", "OWNER", "x".repeat(200), "");
    private static final List<String> ODD_NAMES =
            List.of("i\\u0064", "dat\\u0061", "own\\u0065r", "\\ud800", "x".repeat(300), "a\tb");

    private static final List<String> TYPES = Stream.concat(
                    Stream.of("crm.clock.tick", "crm.other.thing", "lead.created", "", "类型"),
                    Arrays.stream(EventType.values()).map(EventType::cloudEventType))
            .toList();
    private static final List<String> TENANTS = List.of("acme", "acme", "acme", "极光", "other", "a/b", "");
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "rep-17",
            "王芳",
            "方案报价",
            "é",
            "Ünal 😀",
            "0",
            "-7",
            "1e3",
            "12.50",
            "true",
            "Yes",
            "by-content",
            "none",
            "human",
            "2026-03-05",
            " 2026-03-05T10:00:00Z ",
            "1969-12-31T10:00:00Z",
            "longer than what is kept of texts that come again, in two scripts: 中文",
            "lead/L-1",
            "deal/D-1",
            "/x",
            "\u007f",
            "\uFFFF",
            "9223372036854775807",
            "99999999999999.5",
            "100000000000000",
            "\\u4e2d\\u6587",
            "lead\\/L-17",
            "a\\nb\\t\\\"\\\\ \\u00e9",
            "\\ud83d\\uDE00",
            "2026-03-01T10:00:00\\u005a");
    private static final List<String> NUMBERS =
            List.of("0", "7", "-3", "120", "123456789012345678", "12.5", "-1.25", "0.1", "1.00", "99999999999999.9999");
    private static final List<String> WORDS = List.of("true", "false", "null");
    private static final List<String> NESTED =
            List.of("[]", "{}", "[1,\"中\",null]", "{\"a\":{\"b\":[true,false]},\"c\":-1.5}", "[[[ ]]]");
    private static final List<String> TIMES = List.of(
            "2026-03-01T10:00:00Z",
            "2026-03-01T09:59:59.5Z",
            "2024-02-29T23:59:59.123456789Z",
            "1970-01-01T00:00:00Z",
            "1969-12-31T23:59:59.999Z",
            "2261-12-31T23:59:59.999Z",
            "2262-01-01T00:00:00Z",
            "2026-03-01T10:00:00+01:00",
            "2026-03-01t10:00:00z",
            "2026-03-01T10:00Z",
            "2016-12-31T23:59:60Z",
            "2026-03-01T10:00:60Z",
            "2026-02-29T00:00:00Z",
            "2026-03-01T24:00:00Z",
            "2026-00-01T00:00:00Z",
            "2026-01-00T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-03-01T10:00:00.Z",
            "2026-03-01T10:00:00,5Z",
            "2026-03-01T10:00:00.5xZ",
            "+026-03-01T10:00:00Z",
            "2026-03-01 10:00:00Z",
            "2026-03-01T10:0é:00Z",
            "soon",
            "");
    private static final int USUAL_TIMES = 3;

    /** What JSON does not know, or this contract reads in a way of its own. */
    private static final List<String> ODD_VALUES = List.of(
            "\"\\ud83d\\n\"",
            "\"\\ud83d\\ud83d\"",
            "\"\\ud83d\"",
            "\"\\udE00x\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"a\tb\"",
            "\"a\u0000b\"",
            "\"a",
            "'a'",
            "\"a\"b",
            "-0",
            "-0.0",
            "-0.5",
            "1e3",
            "1E-2",
            "1.5e+3",
            "1e400",
            "01",
            "-01",
            "1.",
            ".5",
            "-",
            "+1",
            "0x1F",
            "NaN",
            "Infinity",
            "1234567890123456789",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "18446744073709551616",
            "1.5.2",
            "1a",
            "0.1234567890123456789",
            "1".repeat(70),
            "0." + "3".repeat(70),
            "1".repeat(1001),
            "[1,]",
            "{\"a\"}",
            "{\"a\":1,}",
            "[1 2]",
            "{a:1}",
            "[1e999]",
            "{\"a\":18446744073709551616}",
            "[\"\\ud800\"]",
            "[".repeat(60) + "]".repeat(60),
            "[".repeat(250) + "]".repeat(250),
            "[",
            "{",
            "]",
            "[1}",
            "",
            "True",
            "nul",
            "nulll",
            "truefalse",
            "/*c*/1",
            "\u00a01");

    private static final List<String> WHITE_SPACE = List.of("", "", "", "", "", " ", "\t", "\r\n", "  \n ");
    private static final List<String> ODD_WHITE_SPACE = List.of("\u000b", "\u00a0", "\u0000", "\uFEFF", ",", "}", "x");

    private final Random random;
    /** Out of a thousand choices, how many are odd. */
    private final int odd;

    private RandomEvents(Random random, int odd) {
        this.random = random;
        this.odd = odd;
    }

    /** Written as nearly all are: each name once, and nothing that needs knowledge of more than the plain form. */
    static byte[] plain(Random random) {
        return utf8(new RandomEvents(random, 0).event());
    }

    /** With some of all that senders get wrong. */
    static byte[] any(Random random) {
        return utf8(new RandomEvents(random, 15).event());
    }

    /** Cut off, or changed on the way. */
    static byte[] damaged(Random random) {
        byte[] event = random.nextBoolean() ? plain(random) : any(random);
        int at = random.nextInt(event.length);
        byte[] end = Arrays.copyOfRange(event, at, event.length);
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        damaged.write(event, 0, at);
        switch (random.nextInt(4)) {
            case 0 -> damaged.write(end, 1, end.length - 1);
            case 1 -> {
                damaged.write(random.nextInt());
                damaged.write(end, 1, end.length - 1);
            }
            case 2 -> {
                damaged.write(random.nextInt());
                damaged.write(end, 0, end.length);
            }
            default -> damaged.write(event, 0, random.nextInt(at + 1));
        }
        return damaged.toByteArray();
    }

    private static byte[] utf8(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private String event() {
        List<String> names = new ArrayList<>(ATTRIBUTES);
        names.addAll(isOdd() ? OTHER_ATTRIBUTES : OTHER_ATTRIBUTES.subList(1, OTHER_ATTRIBUTES.size()));
        return space() + members(names, 4) + space();
    }

    /** Some members of these names in any order, each of them with a chance of a few to one. */
    private String members(List<String> names, int chance) {
        List<String> chosen = new ArrayList<>(names);
        chosen.removeIf(name -> random.nextInt(chance) == 0);
        if (isOdd() && !names.isEmpty()) {
            chosen.add(of(names));
        }
        if (isOdd()) {
            chosen.add(of(ODD_NAMES));
        }
        Collections.shuffle(chosen, random);
        return chosen.stream()
                .map(name -> space() + '"' + name + '"' + space() + ':' + space() + value(name) + space())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String value(String name) {
        if (isOdd()) {
            return of(ODD_VALUES);
        }
        return switch (name) {
            case "data" -> data();
            case "type" -> quoted(of(TYPES));
            case "tenant" -> quoted(of(TENANTS));
            case "time", "recordedat", "sentat", "receivedat" ->
                quoted(random.nextInt(4) > 0 ? TIMES.get(random.nextInt(USUAL_TIMES)) : of(TIMES));
            case "sequence" -> random.nextBoolean() ? String.valueOf(random.nextInt(30)) : quoted(of(TEXTS));
            case "twins" -> quoted(random.nextBoolean() ? "by-content" : "none");
            case "id", "source", "subject", "actor", "actortype" ->
                random.nextInt(20) == 0 ? "null" : quoted(of(TEXTS));
            default -> scalar();
        };
    }

    private String data() {
        if (random.nextInt(8) == 0) {
            return "null";
        }
        List<String> names = new ArrayList<>(MEMBERS);
        names.addAll(OTHER_MEMBERS);
        Collections.shuffle(names, random);
        return members(names.subList(0, random.nextInt(12)), 6);
    }

    private String scalar() {
        return switch (random.nextInt(8)) {
            case 0 -> of(WORDS);
            case 1 -> of(NUMBERS);
            case 2 -> random.nextInt(4) == 0 ? of(NESTED) : "null";
            case 3 -> quoted(of(TIMES));
            default -> quoted(of(TEXTS));
        };
    }

    private String space() {
        return isOdd() && random.nextInt(20) == 0 ? of(ODD_WHITE_SPACE) : of(WHITE_SPACE);
    }

    private boolean isOdd() {
        return random.nextInt(1000) < odd;
    }

    private <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
