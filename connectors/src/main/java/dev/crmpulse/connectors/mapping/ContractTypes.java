package dev.crmpulse.connectors.mapping;

import dev.crmpulse.engine.event.EventType;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The event types of the contract that a mapping may name, with or without the prefix that all of them have. */
final class ContractTypes {
    /** What every type begins with. */
    static final String PREFIX = "crm.";

    /** What types outside the contract begin with: kept and counted, read by no metric. */
    static final String EXTENSION = PREFIX + "x.";

    /** Types of the contract that no metric reads so far; those that one reads are in {@link EventType}. */
    private static final List<String> READ_BY_NONE = Stream.of(
                    of("proposal", "submitted question_asked question_answered reviewed"),
                    of("contract", "submitted reviewed signed renewed"),
                    of("order", "planned delivery_confirmed delivered delayed signed_off"),
                    of("invoice", "due"),
                    of("payment", "received"),
                    of(
                            "ticket",
                            "opened responded solution_proposed handed_over progress_shared resolved reopened closed"),
                    of("improvement", "opened done customer_confirmed"),
                    of("visit", "planned completed"),
                    of("offer", "value_added"),
                    of("referral", "made"),
                    of("purchase", "repeated"),
                    of("customer", "churned"),
                    of("handover", "started accepted"),
                    of("knowledge", "shared"),
                    of("peer", "rated"),
                    of("target", "set"),
                    of("recognition", "given"),
                    of("training", "completed"),
                    of("promotion", "given"),
                    of("employee", "surveyed"),
                    of("score", "adjusted"),
                    of("sanction", "given"),
                    of("suggestion", "adopted"),
                    of("alert", "acknowledged resolved"),
                    of("person", "erased"))
            .flatMap(types -> types)
            .toList();

    private static final SortedSet<String> NAMES = Stream.concat(
                    Arrays.stream(EventType.values())
                            .filter(type -> type != EventType.OTHER)
                            .map(EventType::cloudEventType),
                    READ_BY_NONE.stream())
            .collect(Collectors.collectingAndThen(
                    Collectors.toCollection(TreeSet::new), Collections::unmodifiableSortedSet));

    private ContractTypes() {}

    /** The name with its prefix: the one spelling of the contract, of the table of events and of messages. */
    static String full(String name) {
        return name.startsWith(PREFIX) ? name : PREFIX + name;
    }

    /** Whether a mapping may make events of the type of this full name. */
    static boolean contains(String fullName) {
        return NAMES.contains(fullName) || (fullName.startsWith(EXTENSION) && fullName.length() > EXTENSION.length());
    }

    /** Full names of the contract's own types. */
    static SortedSet<String> names() {
        return NAMES;
    }

    private static Stream<String> of(String family, String names) {
        return Stream.of(names.split(" ", -1)).map(name -> PREFIX + family + "." + name);
    }
}
