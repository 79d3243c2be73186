package dev.crmpulse.connectors.cloudevents;

import static dev.crmpulse.connectors.cloudevents.TestJson.valid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.Twins;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Equal contents have equal hashes however they are written, and different contents have different ones. */
class ContentHashTest {

    @Example
    void theOrderOfMembersDoesNotMatter() {
        assertThat(hash("{\"a\":1,\"b\":{\"c\":true,\"d\":[]}}"))
                .isEqualTo(hash("{\"b\":{\"d\":[],\"c\":true},\"a\":1}"));
    }

    @Example
    void whiteSpaceAndEscapesDoNotMatter() {
        assertThat(hash("{\"a\":\"L-1\"}")).isEqualTo(hash(" { \"\\u0061\" : \"L\\u002d1\" } "));
    }

    @Example
    void aNumberIsTheSameHoweverItIsWritten() {
        for (String[] equal : new String[][] {
            {"100", "100.0", "1e2", "1.00E+2"},
            {"0", "-0", "0.0", "-0.00", "0e7"},
            {"0.1", "0.10", "1e-1"},
            {"9223372036854775807", "9223372036854775807.0"},
            {"-9223372036854775808", "-9223372036854775808.0"},
            {"9223372036854775808", "9223372036854775808.0"},
            {"1e300", "10e299"},
        }) {
            for (String one : equal) {
                assertThat(hash("{\"a\":" + one + "}")).as(one).isEqualTo(hash("{\"a\":" + equal[0] + "}"));
            }
        }
    }

    @Example
    void differentScalarsOfTheSameLookDiffer() {
        Set<Long> hashes = new HashSet<>();
        List<String> different = List.of(
                "1",
                "\"1\"",
                "true",
                "\"true\"",
                "false",
                "null",
                "\"null\"",
                "\"\"",
                "{}",
                "[]",
                "[1]",
                "[[1]]",
                "{\"a\":1}",
                "[1,2]",
                "[2,1]",
                "[null]",
                "0",
                "-1",
                "1.5",
                "9223372036854775807",
                "9223372036854775808",
                "-9223372036854775808",
                "1e300",
                "1e-400");
        different.forEach(value -> hashes.add(hash("{\"a\":" + value + "}")));

        assertThat(hashes).hasSameSizeAs(different);
    }

    @Example
    void theOrderOfElementsAndTheNamesOfMembersMatter() {
        assertThat(hash("{\"a\":[1,2]}")).isNotEqualTo(hash("{\"a\":[2,1]}"));
        assertThat(hash("{\"a\":1,\"b\":2}")).isNotEqualTo(hash("{\"a\":2,\"b\":1}"));
        assertThat(hash("{\"a\":{\"b\":1}}")).isNotEqualTo(hash("{\"b\":{\"a\":1}}"));
        assertThat(hash("{\"a\":{\"b\":1},\"c\":2}")).isNotEqualTo(hash("{\"a\":{\"b\":1,\"c\":2}}"));
    }

    @Example
    void originMembersAreNoContentButOnlyThoseOfDataItself() {
        assertThat(hash("{\"a\":1,\"origin_file\":\"x.csv\",\"origin_row\":3,\"origin_of_it\":{}}"))
                .isEqualTo(hash("{\"a\":1}"));
        assertThat(hash("{\"a\":{\"origin_file\":\"x.csv\"}}")).isNotEqualTo(hash("{\"a\":{}}"));
        assertThat(hash("{\"a\":1,\"origin\":\"x.csv\"}")).isNotEqualTo(hash("{\"a\":1}"));
    }

    @Example
    void typeSubjectTimeSequenceAndActorAreContent() {
        TestJson json = valid().withText("actor", "rep-1").with("data", "{\"a\":1}");
        Set<Long> hashes = new HashSet<>();
        for (TestJson different : new TestJson[] {
            json,
            json.withText("type", "crm.lead.deleted"),
            json.withText("type", "x.other"),
            json.withText("subject", "lead/L-18"),
            json.withText("time", "2026-03-01T10:00:00.001Z"),
            json.withText("actor", "rep-2"),
            json.without("actor"),
            json.with("sequence", "5"),
            json.without("data"),
        }) {
            hashes.add(hashOf(different));
        }

        assertThat(hashes).hasSize(9);
    }

    @Example
    void senderStorageTimeAndPositionAreNoContent() {
        TestJson json = valid().with("data", "{\"a\":1}");
        long hash = hashOf(json);
        for (TestJson same : new TestJson[] {
            json.withText("id", "e-2"),
            json.withText("source", "mail"),
            json.withText("recordedat", "2026-03-01T11:00:00Z"),
            json.withText("actortype", "bot"),
            json.withText("time", "2026-03-01T11:00:00+01:00"),
            json.with("more", "1"),
        }) {
            assertThat(hashOf(same)).as(same.text()).isEqualTo(hash);
        }
    }

    @Example
    void contentKeepsTheTimeThatWasSentNotTheCorrectedOne() {
        TestJson json =
                valid().withText("sentat", "2026-03-01T10:00:01Z").withText("receivedat", "2026-03-01T10:00:09Z");

        assertThat(hashOf(json)).isEqualTo(hashOf(valid()));
    }

    @Example
    void anEventHasNoTwinsUnlessItsSenderSaysSo() {
        assertThat(valid().parsedEvent().twins()).isEqualTo(Twins.NONE);
        assertThat(valid().parsedEvent().event().contentHash()).isEqualTo(CrmEvent.NO_TWINS);
        assertThat(valid().withText("twins", "none").parsedEvent().twins()).isEqualTo(Twins.NONE);
        assertThat(valid().withText("twins", "by-content").parsedEvent().twins())
                .isEqualTo(Twins.BY_CONTENT);

        DeadLetter letter = valid().withText("twins", "yes").letter();
        assertThat(letter.reason()).isEqualTo("bad twins");
        assertThat(letter.detail()).isEqualTo("twins must be by-content or none");
    }

    @Example
    void theHashOfTheBytesIsThatOfWhatCameNotOfWhatItSays() {
        long hash = valid().parsedEvent().event().bytesHash();

        assertThat(valid().parsedEvent().event().bytesHash()).isEqualTo(hash);
        assertThat(valid().with("more", "1").parsedEvent().event().bytesHash()).isNotEqualTo(hash);
        assertThat(valid().withText("time", "2026-03-01T11:00:00+01:00")
                        .parsedEvent()
                        .event()
                        .bytesHash())
                .isNotEqualTo(hash);
    }

    @Example
    void theHashOfTheBytesIsTheSameBeforeAndAfterTheReceiptIsStamped() {
        String json = valid().text();
        String longer = valid().withText("note", "a,b").text();

        assertThat(bytesHash(json.replace("}", ",\"receivedat\":\"2026-03-01T10:00:05Z\"}")))
                .isEqualTo(bytesHash(json));
        assertThat(bytesHash(longer.replace("}", ",\"receivedat\":\"2026-03-01T10:00:05.250Z\"}") + " "))
                .isEqualTo(bytesHash(longer));
        assertThat(bytesHash(json.replace("}", ",\"sentat\":\"2026-03-01T10:00:05Z\"}")))
                .isNotEqualTo(bytesHash(json));
        assertThat(bytesHash("}")).isEqualTo(bytesHash(""));
    }

    private static long bytesHash(String line) {
        return BytesHash.of(line.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 300)
    void shufflingMembersKeepsTheHash(@ForAll("objects") Map<String, Object> data, @ForAll Random random) {
        assertThat(hash(json(shuffled(data, random)))).isEqualTo(hash(json(data)));
    }

    @Property(tries = 300)
    void changingOneScalarChangesTheHash(@ForAll("objects") Map<String, Object> data, @ForAll Random random) {
        int scalars = scalars(data);
        Assume.that(scalars > 0);
        Object changed = withOneChanged(data, new int[] {random.nextInt(scalars)});

        assertThat(hash(json(changed))).as("%s, %s", json(data), json(changed)).isNotEqualTo(hash(json(data)));
    }

    @Provide
    Arbitrary<Map<String, Object>> objects() {
        return Arbitraries.randomValue(random -> object(random, 3));
    }

    private static long hash(String data) {
        return hashOf(valid().with("data", data));
    }

    private static long hashOf(TestJson json) {
        return new ContentHasher().hash(json.parsedEvent());
    }

    private static Map<String, Object> object(Random random, int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int left = random.nextInt(5); left > 0; left--) {
            object.put(
                    List.of("a", "b", "c", "colour", "é", "long name", "").get(random.nextInt(7)),
                    value(random, depth));
        }
        return object;
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> random.nextInt(3);
            case 1 -> random.nextLong();
            case 2 -> random.nextInt(100) / 8.0;
            case 3 -> random.nextBoolean();
            case 4 -> List.of("", "x", "1", "true", "näh").get(random.nextInt(5));
            case 5 -> NULL;
            case 6 -> object(random, depth - 1);
            default -> {
                List<Object> list = new ArrayList<>();
                for (int left = random.nextInt(4); left > 0; left--) {
                    list.add(value(random, depth - 1));
                }
                yield list;
            }
        };
    }

    private static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(member -> json(member.getKey()) + ':' + json(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ContentHashTest::json).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof String ? "\"" + value + '"' : value.toString();
    }

    private static Object shuffled(Object value, Random random) {
        if (value instanceof Map<?, ?> map) {
            List<Map.Entry<?, ?>> members = new ArrayList<>(map.entrySet());
            Collections.shuffle(members, random);
            Map<Object, Object> shuffled = new LinkedHashMap<>();
            members.forEach(member -> shuffled.put(member.getKey(), shuffled(member.getValue(), random)));
            return shuffled;
        }
        return value instanceof List<?> list
                ? list.stream().map(element -> shuffled(element, random)).toList()
                : value;
    }

    private static int scalars(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().mapToInt(ContentHashTest::scalars).sum();
        }
        return value instanceof List<?> list
                ? list.stream().mapToInt(ContentHashTest::scalars).sum()
                : 1;
    }

    /** The same with the scalar changed at which the countdown reaches zero. */
    private static Object withOneChanged(Object value, int[] countdown) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> changed = new LinkedHashMap<>();
            map.forEach((name, member) -> changed.put(name, withOneChanged(member, countdown)));
            return changed;
        }
        if (value instanceof List<?> list) {
            List<Object> changed = new ArrayList<>();
            list.forEach(element -> changed.add(withOneChanged(element, countdown)));
            return changed;
        }
        return countdown[0]-- == 0 ? "changed " + value : value;
    }
}
