package dev.crmpulse.simulator.crm;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** A tenant at work: its people, its customers, and the leads that come in. */
final class Tenant {
    private static final int PEOPLE = -1;
    private static final int ARRIVALS = -2;
    private static final int CUSTOMERS = -3;
    private static final int WAVES = -4;
    private static final int HANDOVERS = -5;
    private static final int TEAMWORK = -6;
    private static final int TICKETS = -7;
    private static final int REGULAR_CARE = -8;
    private static final int GOALS = -9;
    private static final int RUNS_OF_LEADS = -1000;
    private static final long OPENING_MILLIS = 1000;

    private final TenantProfile profile;
    private final long seed;
    private final Schedule schedule;
    private final Outbox outbox;
    private final OfficeHours hours;
    private final Staff staff;
    private final Customers customers;
    private final Contacts contacts;
    private final Surveys surveys;
    private final Assignments assignments;
    private final Handovers handovers;
    private int leadCount;

    Tenant(TenantProfile profile, long seed, Schedule schedule, Outbox outbox) {
        this.profile = profile;
        this.seed = seed + seedOf(profile.id());
        this.schedule = schedule;
        this.outbox = outbox;
        this.hours = new OfficeHours(profile.calendar());
        this.staff = new Staff(this, random(PEOPLE));
        this.customers = new Customers(staff, random(CUSTOMERS));
        this.contacts = new Contacts(profile.chatChannel());
        this.surveys = new Surveys(this);
        this.assignments = new Assignments(this);
        this.handovers = new Handovers(this, random(HANDOVERS));
    }

    /** Announces the people, and lets leads in from a second later on. */
    void open(long startMillis, Load load, double share) {
        staff.announce(startMillis);
        new SurveyWaves(this, random(WAVES)).plan(startMillis);
        new Teamwork(this, random(TEAMWORK)).plan(startMillis);
        new Goals(this, random(GOALS), load.leadsPerSecondAt(startMillis) * share).plan(startMillis);
        new Tickets(this, random(TICKETS)).plan(startMillis + OPENING_MILLIS);
        new KeyAccounts(this).plan(startMillis);
        new RegularCare(this, random(REGULAR_CARE)).plan(startMillis);
        Arrivals arrivals = new Arrivals(load, share, hours, startMillis + OPENING_MILLIS, random(ARRIVALS));
        schedule.at(arrivals.nextMillis(), now -> arrive(arrivals, now));
    }

    private void arrive(Arrivals arrivals, long now) {
        leadCount++;
        new LeadScenario(this, leadCount, random(leadCount)).begin(now);
        schedule.at(arrivals.nextMillis(), then -> arrive(arrivals, then));
    }

    TenantProfile profile() {
        return profile;
    }

    Schedule schedule() {
        return schedule;
    }

    Outbox outbox() {
        return outbox;
    }

    OfficeHours hours() {
        return hours;
    }

    Staff staff() {
        return staff;
    }

    Customers customers() {
        return customers;
    }

    Contacts contacts() {
        return contacts;
    }

    Surveys surveys() {
        return surveys;
    }

    Assignments assignments() {
        return assignments;
    }

    Handovers handovers() {
        return handovers;
    }

    /** Draws for what a lead is to the rules of assignment: its other draws are the same without them. */
    SeededRandom ofAssignment(int leadNumber) {
        return SeededRandom.of(~seed, -leadNumber);
    }

    /** Draws for what befalls the rules of assignment during a run of leads. */
    SeededRandom ofRunOfLeads(int run) {
        return random(RUNS_OF_LEADS - run);
    }

    /** Draws for what people do about the alerts of a lead: its other draws are the same without them. */
    SeededRandom ofReactions(int leadNumber) {
        return SeededRandom.of(~seed, leadNumber);
    }

    /** Draws for what follows the deal of a lead on paper, and with its customer: its other draws are the same without it. */
    SeededRandom ofDesk(String leadId) {
        return SeededRandom.of(Long.reverse(seed), Integer.parseInt(leadId.substring("L-".length())));
    }

    private SeededRandom random(int number) {
        return SeededRandom.of(seed, number);
    }

    private static long seedOf(String id) {
        CRC32 checksum = new CRC32();
        checksum.update(id.getBytes(StandardCharsets.UTF_8));
        return checksum.getValue() << 32;
    }
}
