package dev.crmpulse.cli.erasure;

import dev.crmpulse.connectors.cloudevents.PersonKind;
import java.util.List;

/**
 * What an erasure did.
 *
 * @param run that evaluated the rewritten history
 * @param delivered deliveries of that history
 * @param late of these that had come too late for the job, and count now
 * @param policies those that still name a person, since only people can say what a rule is to be; as kind, id and version
 */
public record ErasureReport(List<Person> persons, long run, long delivered, long late, List<String> policies) {
    public ErasureReport {
        persons = List.copyOf(persons);
        policies = List.copyOf(policies);
    }

    /**
     * A person who was erased.
     *
     * @param events deliveries that named the person
     * @param deadLetters those dropped because nobody can say what in them belongs to the person
     */
    public record Person(String tenant, PersonKind kind, String pseudonym, long events, long deadLetters) {}
}
