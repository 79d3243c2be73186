package dev.crmpulse.connectors.policy;

import dev.crmpulse.engine.event.Rfc3339;
import dev.crmpulse.engine.policy.PolicyKey;
import dev.crmpulse.engine.policy.PolicyKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

/** Keys of the topic of policies: {@code tenant/kind/id/effective_from}, the date in RFC 3339. */
public final class PolicyKeys {
    private static final int PARTS = 4;

    private PolicyKeys() {}

    public static String text(PolicyKey key) {
        return String.join(
                "/",
                key.tenant(),
                key.kind().written(),
                key.id(),
                Instant.ofEpochMilli(key.effectiveFromMillis()).toString());
    }

    /**
     * The key that a text stands for.
     *
     * @throws PolicyException where it stands for none
     */
    public static PolicyKey parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length == PARTS) {
            PolicyKind kind = Arrays.stream(PolicyKind.values())
                    .filter(known -> known.written().equals(parts[1]))
                    .findFirst()
                    .orElse(null);
            try {
                long from = Rfc3339.millis(parts[3]);
                if (kind != null) {
                    return new PolicyKey(parts[0], kind, parts[2], from);
                }
            } catch (DateTimeException noDate) {
                throw new PolicyException(refused(text), noDate);
            }
        }
        throw new PolicyException(refused(text));
    }

    private static String refused(String text) {
        return "'" + text
                + "' is no key of a policy; it is made as tenant/kind/id/effective_from, where a kind is one of "
                + String.join(", ", PolicyKind.names());
    }
}
