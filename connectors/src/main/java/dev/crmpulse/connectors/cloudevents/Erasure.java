package dev.crmpulse.connectors.cloudevents;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * A person to be erased.
 *
 * @param id by which events name the person
 * @param pseudonym what stands in its place from then on: random, so that nothing leads back
 * @param names what else people write of the person, such as a name or an address
 */
public record Erasure(String tenant, PersonKind kind, String id, String pseudonym, List<String> names) {
    private static final int RANDOM_BYTES = 8;

    public Erasure {
        names = List.copyOf(names);
    }

    /** By a pseudonym that nobody else has. */
    public static Erasure of(String tenant, PersonKind kind, String id, List<String> names) {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return new Erasure(tenant, kind, id, "erased-" + HexFormat.of().formatHex(random), names);
    }

    /** As an event names the person as its subject. */
    public String subject() {
        return kind.label() + '/' + id;
    }

    /** The same with the pseudonym. */
    public String erasedSubject() {
        return kind.label() + '/' + pseudonym;
    }
}
