package dev.crmpulse.connectors.cloudevents;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a person is to the CRM, and by which members of {@code data} events name the person so. A lead, a customer and a seller
 * may have the same id and be three people, so an id alone names nobody.
 */
@SuppressWarnings("ImmutableEnumChecker") // sets that nobody can change
public enum PersonKind {
    /** Somebody who works with the CRM. */
    REP(Set.of("owner", "rep_id", "manager", "preferred"), Set.of("rep_id")),
    CUSTOMER(Set.of("customer_id", "referred", "respondent"), Set.of("customer_id", "respondent")),
    /** Somebody at a customer. */
    CONTACT(Set.of("contact_id", "respondent"), Set.of("contact_id", "respondent")),
    LEAD(Set.of("lead_id", "into"), Set.of("lead_id")),
    /** Whoever has the id, whatever the person is. */
    PERSON(Set.of(), Set.of());

    private static final Set<String> HANDED_BETWEEN = Set.of("from", "to");
    private static final String HANDOVER = "crm.handover.";

    private final Set<String> members;
    private final Set<String> subjects;

    PersonKind(Set<String> members, Set<String> subjects) {
        this.members = members;
        this.subjects = subjects;
    }

    /** The kind of a subject such as {@code rep/R-7}; empty where it names no person. */
    public static Optional<PersonKind> named(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst();
    }

    /** What stands before the slash of a subject. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All labels, for whoever may choose. */
    public static String labels() {
        return Arrays.stream(values()).map(PersonKind::label).collect(Collectors.joining(", "));
    }

    /** Whether a member of an event of a type holds ids of such people. */
    boolean isNamedBy(String member, String type) {
        return this == PERSON
                ? Arrays.stream(values()).anyMatch(kind -> kind != PERSON && kind.isNamedBy(member, type))
                : members.contains(member)
                        || (this == REP && HANDED_BETWEEN.contains(member) && type.startsWith(HANDOVER));
    }

    /** Whether an event is about the person whom this member names, and not only done for or by the person. */
    boolean isSubjectIn(String member) {
        return this == PERSON
                ? Arrays.stream(values()).anyMatch(kind -> kind != PERSON && kind.isSubjectIn(member))
                : subjects.contains(member);
    }

    /** Whether a subject of this label may be such a person. */
    boolean isLabelled(String label) {
        return this == PERSON ? named(label).isPresent() : label().equals(label);
    }

    /** Whether an actor of this type may be such a person; where the CRM does not say the type, anybody may. */
    boolean mayAct(String actorType) {
        return this == PERSON || actorType.isEmpty() || actorType.equals("customer") == (this != REP);
    }
}
