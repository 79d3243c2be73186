package dev.crmpulse.metrics.people;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactType;

/**
 * One change of a person, and what was true of the person from then on; empty what was never given.
 *
 * @param startedAt when the change took effect, in milliseconds since 1970 UTC
 */
public record Person(
        String tenant,
        String repId,
        int changeNo,
        String team,
        String manager,
        String region,
        String role,
        String status,
        String line,
        long startedAt)
        implements Fact {

    public static final FactType<Person> TYPE = FactType.<Person>named(
                    "people", 1, "One change of a person, and what was true of the person from then on")
            .column("rep_id", TEXT, "The person", Person::repId)
            .column("change_no", COUNT, "Counts the changes of the person from 1", Person::changeNo)
            .column("team", LABEL, "Team from then on, empty if never given", Person::team)
            .column("manager", TEXT, "Manager from then on, empty if never given", Person::manager)
            .column("region", LABEL, "Region from then on, empty if never given", Person::region)
            .column("role", LABEL, "newcomer, mature or lead, empty if never given", Person::role)
            .column("status", LABEL, "active, leaving or left, empty if never given", Person::status)
            .column("line", LABEL, "Product line they sell from then on, empty if never given or all", Person::line)
            .alias("valid_from", "started_at")
            .computed(
                    "valid_to",
                    "When the next change came, NULL where there is none yet; of two changes at one moment the first holds for no time",
                    "leadInFrame(toNullable(started_at)) OVER (PARTITION BY tenant, rep_id ORDER BY change_no ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)")
            .build();

    @Override
    public String id() {
        return repId + '/' + changeNo;
    }
}
