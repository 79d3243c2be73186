package dev.crmpulse.simulator.fuzz;

import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.EventType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Events of leads, deals, surveys and people, of which every second one is bent: a member holds what it should not, is
 * there twice or not at all, the JSON is written in another way, or its bytes are broken. The same seed gives the same
 * bytes.
 */
public final class EventFuzz {
    private static final long FROM_MILLIS =
            Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
    private static final int MINUTES = 60 * 24 * 20;
    private static final int EVENTS_OF_A_LEAD = 10;
    private static final List<EventType> TYPES = Arrays.stream(EventType.values())
            .filter(type -> type != EventType.OTHER)
            .toList();
    /** Half of the events are of these: in a lead's ten events its deal is to be named in more ways than one. */
    private static final List<EventType> TYPES_OF_ENGAGEMENT =
            TYPES.stream().filter(type -> type.family().isOfEngagement()).toList();

    private static final List<String> TENANTS = List.of("fuzz-a", "fuzz-b");
    private static final List<String> ATTRIBUTES = List.of(
            "id",
            "source",
            "type",
            "subject",
            "tenant",
            "time",
            "recordedat",
            "sentat",
            "receivedat",
            "sequence",
            "actor",
            "actortype",
            "data",
            "extra");

    private final Random random;
    private final JsonGrammar json;
    private int written;
    private byte[] last = {};

    public EventFuzz(long seed) {
        this.random = new Random(seed);
        this.json = new JsonGrammar(random);
    }

    /** Writes so many records, one a line. */
    public static void write(Path file, long seed, int records) throws IOException {
        EventFuzz fuzz = new EventFuzz(seed);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < records; i++) {
                out.write(fuzz.line());
                out.write('\n');
            }
        }
    }

    /** The next record: not blank, and without a line break. */
    public byte[] line() {
        if (last.length > 0 && random.nextInt(20) == 0) {
            return last;
        }
        last = next();
        return last;
    }

    private byte[] next() {
        int entity = written / EVENTS_OF_A_LEAD;
        written++;
        Map<String, String> data = data(entity);
        Map<String, String> event = new LinkedHashMap<>();
        List<EventType> types = random.nextBoolean() ? TYPES : TYPES_OF_ENGAGEMENT;
        EventType type = types.get(random.nextInt(types.size()));
        event.put("specversion", "\"1.0\"");
        event.put("id", JsonGrammar.text("e" + written));
        event.put("source", "\"fuzz\"");
        event.put("type", JsonGrammar.text(EventType.PREFIX + type.contractName()));
        event.put("subject", JsonGrammar.text("lead/L" + entity));
        event.put("time", time());
        event.put("tenant", JsonGrammar.text(TENANTS.get(entity % TENANTS.size())));
        event.put("actor", JsonGrammar.text("rep-" + random.nextInt(5)));
        event.put("actortype", JsonGrammar.text(pick("human", "human", "human", "customer", "bot", "system")));
        if (random.nextBoolean()) {
            bend(event, data);
        }
        event.putIfAbsent("data", object(data));
        return bytes(object(event));
    }

    private Map<String, String> data(int entity) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("lead_id", JsonGrammar.text("L" + entity));
        data.put("deal_id", JsonGrammar.text("D" + entity));
        data.put("customer_id", JsonGrammar.text("C" + entity % 50));
        data.put("rep_id", JsonGrammar.text("rep-" + random.nextInt(5)));
        data.put("owner", JsonGrammar.text("rep-" + random.nextInt(5)));
        data.put("channel", JsonGrammar.text(pick("call", "email", "meeting", "web")));
        data.put("direction", JsonGrammar.text(pick("outbound", "inbound", "internal")));
        data.put("connected", pick("true", "false", "1", "0", "\"yes\"", "\"No\""));
        data.put("duration", pick("90", "\"5\"", "12.5", "\"ten\""));
        data.put("stage", JsonGrammar.text(pick("new", "demo", "offer")));
        data.put("from", JsonGrammar.text(pick("new", "demo", "offer")));
        data.put("to", JsonGrammar.text(pick("new", "demo", "offer")));
        data.put("amount", pick("100", "\"99.90\"", "4.35", "0.1"));
        data.put("currency", "\"EUR\"");
        data.put("next_step_at", pick("\"2026-01-20\"", "\"2026-01-12T10:00:00Z\"", "\"soon\""));
        data.put("kind", JsonGrammar.text(pick("nps", "csat")));
        data.put("score", pick("9", "\"3\"", "5.0", "2.5"));
        data.put("respondent", JsonGrammar.text("r" + random.nextInt(3)));
        data.put("key_account", pick("true", "0"));
        data.put("team", JsonGrammar.text(pick("East", "West")));
        data.put("status", JsonGrammar.text(pick("active", "left")));
        data.keySet().removeIf(member -> random.nextInt(4) == 0);
        return data;
    }

    private void bend(Map<String, String> event, Map<String, String> data) {
        for (int i = random.nextInt(2); i >= 0; i--) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> data.put(memberName(), json.value());
                case 3 -> name(event, data);
                case 4 -> data.put("m" + random.nextInt(3), json.value());
                case 5 -> event.put(ATTRIBUTES.get(random.nextInt(ATTRIBUTES.size())), json.value());
                case 6 -> event.remove(ATTRIBUTES.get(random.nextInt(ATTRIBUTES.size())));
                default -> {
                    event.put("recordedat", time());
                    event.put("sentat", time());
                    event.put("receivedat", time());
                    event.put("sequence", json.value());
                }
            }
        }
    }

    /** Names of one lead, deal or customer for another of them, or none: so that an event is of another history. */
    private void name(Map<String, String> event, Map<String, String> data) {
        String id = pick("", "L" + written / EVENTS_OF_A_LEAD, "D" + written / EVENTS_OF_A_LEAD, "L1/D1", "1", "a%2Fb");
        String member = pick("lead_id", "deal_id", "customer_id", "subject");
        if (member.equals("subject")) {
            event.put(member, JsonGrammar.text(pick("lead/", "deal/", "customer/", "rep/", "") + id));
        }
        // where the subject alone names it, the member is missing
        data.remove(member.equals("subject") ? pick("lead_id", "deal_id", "customer_id") : member);
        if (!member.equals("subject") && random.nextBoolean()) {
            data.put(member, JsonGrammar.text(id));
        }
    }

    private String memberName() {
        DataMember[] members = DataMember.values();
        return members[random.nextInt(members.length)].memberName();
    }

    private String time() {
        return JsonGrammar.text(Instant.ofEpochMilli(FROM_MILLIS + random.nextInt(MINUTES) * 60_000L)
                .toString());
    }

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }

    private String object(Map<String, String> members) {
        StringBuilder object = new StringBuilder("{");
        boolean odd = random.nextInt(12) == 0;
        members.forEach((name, value) -> {
            object.append(object.length() > 1 ? "," : "").append(odd ? pick("", " ", "\t") : "");
            object.append('"')
                    .append(odd ? oddly(name) : name)
                    .append('"')
                    .append(odd ? " : " : ":")
                    .append(value);
            if (odd && random.nextInt(20) == 0) {
                object.append(",\"").append(name).append("\":").append(json.value());
            }
        });
        return object.append('}').toString();
    }

    /** The same name with one letter escaped. */
    private String oddly(String name) {
        int at = random.nextInt(name.length());
        return name.substring(0, at) + String.format("\\u%04x", (int) name.charAt(at)) + name.substring(at + 1);
    }

    private byte[] bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(10) == 0) {
            bytes = broken(bytes);
        }
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                bytes[i] = '?';
            }
        }
        return bytes;
    }

    private byte[] broken(byte[] bytes) {
        int at = random.nextInt(bytes.length - 1) + 1;
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> {
                bytes[at] = (byte) random.nextInt(256);
                yield bytes;
            }
            case 2 -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            default -> {
                byte[] twice = Arrays.copyOf(bytes, bytes.length + at);
                System.arraycopy(bytes, 0, twice, bytes.length, at);
                yield twice;
            }
        };
    }
}
