package dev.crmpulse.alerts;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * One place that alerts are posted to. Its address and its secret are never shown: whoever has them can post there.
 *
 * @param name unique among those of its tenant; progress is kept under it
 * @param service whose it is: how posts are signed and answers read
 * @param secret what posts are signed with, empty for none
 * @param template what is posted
 */
public record Webhook(
        String name,
        Service service,
        URI url,
        Optional<String> secret,
        MessageTemplate template,
        Selection selection,
        Pace pace) {

    /**
     * Which alerts are wanted.
     *
     * @param levels names of levels, empty for all
     * @param slas ids of SLAs, empty for all
     */
    public record Selection(Set<String> levels, Set<String> slas) {
        /** All alerts. */
        public static final Selection ALL = new Selection(Set.of(), Set.of());

        public Selection {
            levels = Set.copyOf(levels);
            slas = Set.copyOf(slas);
        }

        boolean wants(AlertMessage alert) {
            return (levels.isEmpty() || levels.contains(alert.level()))
                    && (slas.isEmpty() || slas.contains(alert.sla()));
        }
    }

    /**
     * How fast and how patiently is posted.
     *
     * @param perMinute most posts within any minute, attempts that fail counted
     * @param timeout up to when an answer must have come
     * @param retryTimeout how long a post that fails is tried again
     */
    public record Pace(int perMinute, Duration timeout, Duration retryTimeout) {
        /** What the robots of DingTalk and WeCom bear: they go silent for minutes if sent more. */
        public static final Pace DEFAULT = new Pace(20, Duration.ofSeconds(10), Duration.ofMinutes(15));
    }

    @Override
    public String toString() {
        return "webhook " + name;
    }
}
