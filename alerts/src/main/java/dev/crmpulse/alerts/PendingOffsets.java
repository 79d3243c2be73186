package dev.crmpulse.alerts;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of a partition is delivered, to which webhooks. Alerts are not settled in the order of their offsets: one that is
 * held overnight must neither be passed over nor hold up those behind it. So the first unsettled offset is committed, and
 * with it, in the metadata of the commit, how far was read and what before that is unsettled:
 *
 * <pre>v1 120 0 7:sales-floor 12,desk</pre>
 *
 * read up to 120 beyond the committed offset; unsettled are that offset itself, and the one 7 beyond it for one webhook.
 *
 * <p>Metadata has room for about a thousand unsettled alerts. Beyond that it claims less to be read than was: after a
 * restart the alerts in between are sent again, none is lost.
 */
final class PendingOffsets {
    /** Brokers take 4096 bytes unless configured otherwise. */
    private static final int LONGEST_METADATA = 4000;

    private static final String VERSION = "v1";
    private static final Pattern METADATA = Pattern.compile("v1 \\d{1,18}( \\d{1,18}(:[a-z0-9,-]+)?)*");
    private static final Logger LOG = LoggerFactory.getLogger(PendingOffsets.class);

    private final NavigableMap<Long, Unsettled> open = new TreeMap<>();
    private final Map<Long, Set<String>> openBefore = new HashMap<>();
    private final long settledBefore;
    private long next;
    private boolean changed;

    /**
     * @param left names of webhooks
     * @param all how many there were at first
     */
    private record Unsettled(Set<String> left, int all) {}

    private PendingOffsets(long next, long settledBefore) {
        this.next = next;
        this.settledBefore = settledBefore;
    }

    /** A ledger from where another left off. */
    static PendingOffsets from(OffsetAndMetadata commit) {
        long base = commit.offset();
        String metadata = commit.metadata();
        if (!METADATA.matcher(metadata).matches()) {
            if (!metadata.isEmpty()) {
                LOG.warn(
                        "the commit at offset {} has metadata of somebody else; alerts behind it are sent again", base);
            }
            return new PendingOffsets(base, base);
        }
        List<String> parts = Arrays.asList(metadata.split(" "));
        PendingOffsets ledger = new PendingOffsets(base, base + Long.parseLong(parts.get(1)));
        for (String part : parts.subList(2, parts.size())) {
            int colon = part.indexOf(':');
            long offset = base + Long.parseLong(colon < 0 ? part : part.substring(0, colon));
            ledger.openBefore.put(
                    offset,
                    colon < 0 ? Set.of() : Set.of(part.substring(colon + 1).split(",")));
        }
        return ledger;
    }

    /** A ledger of a partition that nobody has read yet. */
    static PendingOffsets ofUnread() {
        return new PendingOffsets(0, 0);
    }

    /** Enters an alert that these webhooks are to have; returns those that do not have it yet. */
    Set<String> enter(long offset, Set<String> wanted) {
        Set<String> left = new HashSet<>(wanted);
        if (offset < settledBefore) {
            Set<String> before = openBefore.get(offset);
            if (before == null) {
                left.clear();
            } else if (!before.isEmpty()) {
                left.retainAll(before);
            }
        }
        if (!left.isEmpty()) {
            open.put(offset, new Unsettled(left, wanted.size()));
        }
        return Set.copyOf(left);
    }

    /** A webhook needs the alert no longer. */
    void settle(long offset, String webhook) {
        Unsettled unsettled = open.get(offset);
        if (unsettled == null || !unsettled.left.remove(webhook)) {
            return;
        }
        changed = true;
        if (unsettled.left.isEmpty()) {
            open.remove(offset);
        }
    }

    /** All before this offset was entered. */
    void readTo(long offset) {
        changed |= next != offset;
        next = offset;
    }

    /** What to commit. */
    OffsetAndMetadata commit() {
        long base = open.isEmpty() ? next : Math.min(next, open.firstKey());
        StringBuilder entries = new StringBuilder();
        // a restart may end while what was read before it is read again
        long readTo = Math.max(next, settledBefore);
        for (Map.Entry<Long, Unsettled> entry : unsettled().entrySet()) {
            String text = " " + (entry.getKey() - base) + names(entry.getValue());
            if (entries.length() + text.length() > LONGEST_METADATA) {
                readTo = entry.getKey();
                break;
            }
            entries.append(text);
        }
        return new OffsetAndMetadata(base, readTo == base ? "" : VERSION + " " + (readTo - base) + entries);
    }

    /** Whether there is something new to commit. */
    boolean isChanged() {
        return changed;
    }

    /** What was to commit is committed. */
    void committed() {
        changed = false;
    }

    /** What is open, and what was and is not read again yet. */
    private NavigableMap<Long, Unsettled> unsettled() {
        NavigableMap<Long, Unsettled> all = new TreeMap<>(open);
        openBefore.forEach((offset, names) -> {
            if (offset >= next) {
                all.putIfAbsent(offset, new Unsettled(names, names.isEmpty() ? 0 : Integer.MAX_VALUE));
            }
        });
        return all;
    }

    private static String names(Unsettled unsettled) {
        return unsettled.left.size() == unsettled.all
                ? ""
                : unsettled.left.stream().sorted().collect(Collectors.joining(",", ":", ""));
    }
}
