package dev.crmpulse.jobs.live;

import java.util.Optional;

/** The chain of causes of a failure. */
final class Causes {
    private Causes() {}

    /** The outermost cause of a type, the failure itself among them. */
    static <T extends Throwable> Optional<T> first(Throwable failure, Class<T> type) {
        for (Throwable link = failure; link != null; link = link.getCause()) {
            if (type.isInstance(link)) {
                return Optional.of(type.cast(link));
            }
        }
        return Optional.empty();
    }
}
