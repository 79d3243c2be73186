package dev.crmpulse.simulator.crm;

import dev.crmpulse.connectors.policy.ShippedPolicies;
import dev.crmpulse.engine.calendar.BusinessCalendar;
import dev.crmpulse.engine.calendar.BusinessCalendarBuilder;
import dev.crmpulse.engine.event.Twins;
import dev.crmpulse.engine.policy.CalendarPolicy;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.policy.PolicyHead;
import dev.crmpulse.engine.policy.ShippedRules;
import dev.crmpulse.engine.policy.TenantPolicy;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;

/**
 * A sales organisation.
 *
 * @param calendar when its people work, in its own zone
 * @param currency of its money
 * @param currencyUnit what a deal of 1 euro would be in its currency, roughly
 * @param chatChannel what its customers chat on
 * @param stages how its CRM names the stages of a deal
 * @param countries where its customers are: a dimension that windows are summed by
 * @param share its part of all leads, beside those of the others
 * @param service how its customers fare
 */
public record TenantProfile(
        String id,
        BusinessCalendar calendar,
        String currency,
        int currencyUnit,
        String chatChannel,
        SalesStages stages,
        List<String> countries,
        List<TeamProfile> teams,
        double share,
        ServiceLevel service) {
    private static final int MINIMUM_N = 5;
    private static final String COUNTRY = "country";

    public TenantProfile {
        teams = List.copyOf(teams);
        countries = List.copyOf(countries);
        if (teams.isEmpty() || countries.isEmpty() || !(share > 0)) {
            throw new IllegalArgumentException("tenant " + id + " needs a team, a country and a share of the leads");
        }
    }

    /** Twenty people in Shanghai's time, who work by the calendar cn-office. */
    public static TenantProfile asia() {
        return new TenantProfile(
                "asia",
                shipped("cn-office"),
                "CNY",
                8,
                "wechat",
                SalesStages.CHINESE,
                List.of("CN", "SG", "CN", "MY"),
                List.of(
                        new TeamProfile("east-1", "east", 6),
                        new TeamProfile("east-2", "east", 4),
                        new TeamProfile("south-1", "south", 5),
                        new TeamProfile("north-1", "north", 5)),
                0.55,
                ServiceLevel.USUAL);
    }

    /** Twenty people in Berlin's time, who work by the calendar de-office. */
    public static TenantProfile europe() {
        return new TenantProfile(
                "europe",
                shipped("de-office"),
                "EUR",
                1,
                "im",
                SalesStages.ENGLISH,
                List.of("DE", "FR", "DE", "ES"),
                List.of(
                        new TeamProfile("central-1", "central", 6),
                        new TeamProfile("central-2", "central", 5),
                        new TeamProfile("nordic-1", "nordic", 5),
                        new TeamProfile("iberia-1", "iberia", 4)),
                0.45,
                ServiceLevel.USUAL);
    }

    /** The same people, working in shifts day and night: for a demonstration at any hour. */
    public TenantProfile openRoundTheClock() {
        BusinessCalendarBuilder always = BusinessCalendar.builder("round-the-clock", 1, calendar.zone());
        for (DayOfWeek day : DayOfWeek.values()) {
            always.hours(day, "00:00-24:00");
        }
        return new TenantProfile(
                id, always.build(), currency, currencyUnit, chatChannel, stages, countries, teams, share, service);
    }

    /** The same people, who leave no customer waiting or dissatisfied. */
    public TenantProfile flawless() {
        return new TenantProfile(
                id,
                calendar,
                currency,
                currencyUnit,
                chatChannel,
                stages,
                countries,
                teams,
                share,
                ServiceLevel.FLAWLESS);
    }

    /** What has to be configured of the tenant for its figures to be evaluated by its own days, hours and money. */
    public List<Policy> policies() {
        return List.of(
                new CalendarPolicy(id, 0, calendar),
                new TenantPolicy(
                        new PolicyHead(id, TenantPolicy.ID, 1, 0),
                        calendar.zone(),
                        calendar.id(),
                        currency,
                        MINIMUM_N,
                        ShippedRules.ALL,
                        Twins.BY_CONTENT,
                        List.of(COUNTRY)));
    }

    /** Where a customer is, as events say it. */
    Map<String, String> dimensionsOf(String customerId) {
        int number = Integer.parseInt(customerId.substring(customerId.indexOf('-') + 1));
        return Map.of(COUNTRY, countries.get(number % countries.size()));
    }

    private static BusinessCalendar shipped(String id) {
        return ShippedPolicies.all().stream()
                .filter(CalendarPolicy.class::isInstance)
                .map(policy -> ((CalendarPolicy) policy).calendar())
                .filter(calendar -> calendar.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("calendar " + id + " is not among the shipped policies"));
    }
}
