package dev.crmpulse.verify.check;

import dev.crmpulse.engine.event.EntityKey;
import java.time.LocalDate;
import java.util.Optional;

/** The windows of a tenant that begin on a day of UTC: compared together, as what follows from a history is. */
public record TenantDay(String tenant, LocalDate day) {
    private static final String KIND = "day";

    /** The day that a key stands for, where it stands for one. */
    public static Optional<TenantDay> of(EntityKey key) {
        return key.kind().equals(KIND)
                ? Optional.of(new TenantDay(key.tenant(), LocalDate.parse(key.id())))
                : Optional.empty();
    }

    /** The key that differences of such windows have in the place of a history: {@code day/2026-03-02}. */
    public EntityKey key() {
        return new EntityKey(tenant, KIND, day.toString());
    }
}
