package dev.crmpulse.connectors.yaml;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The zones that a file may name: regions of the tz database that Java and ClickHouse both know. Java also takes {@code Z},
 * {@code +08:00} and {@code UTC+8}, of which ClickHouse knows none: every query of such a tenant would fail.
 */
public final class ZoneNames {
    private static final SortedSet<String> KNOWN = ZoneId.getAvailableZoneIds().stream()
            // Java's own, no part of the tz database
            .filter(name -> !name.startsWith("SystemV/"))
            .collect(Collectors.collectingAndThen(
                    Collectors.toCollection(TreeSet::new), Collections::unmodifiableSortedSet));

    private static final int SECONDS_OF_HOUR = 3600;

    private ZoneNames() {}

    /** All names that are taken. */
    public static SortedSet<String> known() {
        return KNOWN;
    }

    static boolean isKnown(String name) {
        return KNOWN.contains(name);
    }

    /** What was probably meant, as the end of a sentence; or how a zone is named. */
    public static String hint(String written) {
        String byOffset = ofOffset(written);
        String hint = byOffset.isEmpty() ? Nearest.hint(written, KNOWN) : ", did you mean '" + byOffset + "'?";
        return hint.isEmpty() ? "; write one such as UTC or Europe/Amsterdam" : hint;
    }

    /** The region of a fixed offset of whole hours, whose names count them westward; empty where there is none. */
    private static String ofOffset(String written) {
        try {
            if (!(ZoneId.of(written).normalized() instanceof ZoneOffset offset)
                    || offset.getTotalSeconds() % SECONDS_OF_HOUR != 0) {
                return "";
            }
            int hours = offset.getTotalSeconds() / SECONDS_OF_HOUR;
            String name = hours == 0 ? "UTC" : "Etc/GMT" + (hours > 0 ? "-" : "+") + Math.abs(hours);
            return KNOWN.contains(name) ? name : "";
        } catch (DateTimeException noZone) {
            return "";
        }
    }
}
