package dev.crmpulse.simulator.crm;

import dev.crmpulse.engine.event.ActorType;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * People who look after key accounts, week by week: customers who bought long ago and come with no lead. Each but the first has one
 * habit that whoever reads the ledger of follow-ups is to find, once, in the first whole week.
 */
final class KeyAccounts {
    /** The team that they are. */
    static final String TEAM = "key-accounts";

    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final int WORKDAYS = 4;
    private static final int CUSTOMERS = 3;
    private static final int FRIDAY = 4;
    private static final int FIELDS = 8;
    private static final String ALL_IS_WELL = "the customer is content with everything";
    private static final List<String> CHANNELS = List.of("call", "visit", "email", "meeting");
    private static final List<String> ASPECTS =
            List.of("product experience", "response speed", "service quality", "further needs");

    /** What somebody does that they should not. */
    enum Habit {
        NONE("key-01"),
        /** Two of three of their calls are taken by nobody. */
        INEFFECTIVE("key-02"),
        LATE_REPLY("key-03"),
        SHORT_NOTES("key-04"),
        COPIED_NOTES("key-05"),
        SHORT_CALL("key-06"),
        LOW_SATISFACTION("key-07"),
        STAGE_WITHOUT_CONTACT("key-08"),
        IDENTICAL_NOTES("key-09"),
        BURST("key-10"),
        BACK_DATED("key-11"),
        SATISFACTION_CONTRADICTED("key-12"),
        INTENT_CONTRADICTED("key-13");

        private final String repId;

        Habit(String repId) {
            this.repId = repId;
        }

        /** Who has it. */
        String repId() {
            return repId;
        }
    }

    private final Tenant tenant;
    private int count;

    KeyAccounts(Tenant tenant) {
        this.tenant = tenant;
    }

    /** Announces them, and plans their weeks from the next Monday on. */
    void plan(long startMillis) {
        for (Habit habit : Habit.values()) {
            tenant.schedule().at(startMillis + HOUR, now -> announce(habit, now));
        }
        LocalDate day = tenant.hours().local(startMillis).toLocalDate();
        LocalDate monday = day.plusDays(8 - day.getDayOfWeek().getValue());
        planWeek(monday, 0);
        for (Habit habit : Habit.values()) {
            planHabit(habit, monday);
        }
    }

    private void announce(Habit habit, long now) {
        publish(event("rep.changed", "rep/" + habit.repId(), now)
                .with("rep_id", habit.repId())
                .with("team", TEAM)
                .with("manager", "director-01")
                .with("region", "key accounts")
                .with("role", "mature")
                .with("status", "active"));
    }

    private void planWeek(LocalDate monday, int week) {
        for (Habit habit : Habit.values()) {
            for (int contact = 0; contact < WORKDAYS * CUSTOMERS; contact++) {
                int number = contact;
                int workday = habit == Habit.BURST && week == 0 ? FRIDAY : contact / CUSTOMERS;
                long at = millis(monday.plusDays(workday), 10) + 10 * MINUTE * contact;
                tenant.schedule().at(at, now -> turnToCustomer(habit, week, number, now));
            }
        }
        tenant.schedule().at(millis(monday.plusDays(6), 12), now -> planWeek(monday.plusWeeks(1), week + 1));
    }

    private void turnToCustomer(Habit habit, int week, int contact, long now) {
        String customer = customer(habit, contact % CUSTOMERS);
        if (habit == Habit.INEFFECTIVE && contact % CUSTOMERS != week % CUSTOMERS) {
            publish(activity(habit, customer, "call", now)
                    .with("connected", false)
                    .with("outcome", "no answer"));
            return;
        }
        String channel = CHANNELS.get(contact / CUSTOMERS % CHANNELS.size());
        boolean first = week == 0 && contact == CUSTOMERS;
        int seconds = habit == Habit.SHORT_CALL && week == 0 && contact == 0 ? 6 : 300 + 10 * contact;
        EventDraft event = activity(habit, customer, channel, now)
                .with("notes", notes(habit, week, contact, first))
                .with("script_followed", true)
                .with("fields_filled", FIELDS)
                .with("fields_required", FIELDS);
        if (!channel.equals("email")) {
            event.with("duration", seconds);
        }
        if (channel.equals("call")) {
            event.with("connected", true);
        }
        if (habit == Habit.BACK_DATED && first) {
            tenant.outbox().publishCleanly(event, now + 5 * DAY);
        } else {
            publish(event);
        }
    }

    private static String notes(Habit habit, int week, int contact, boolean first) {
        if (habit == Habit.SHORT_NOTES && first) {
            return "ok";
        }
        if (habit == Habit.IDENTICAL_NOTES && week == 0 && contact < CUSTOMERS) {
            return ALL_IS_WELL;
        }
        int noted = habit == Habit.COPIED_NOTES && first ? contact - CUSTOMERS : contact;
        return "week " + (week + 1) + ", contact " + (noted + 1) + " of " + habit.repId()
                + ": asked what is planned next";
    }

    private void planHabit(Habit habit, LocalDate monday) {
        long at = millis(monday.plusDays(1), 14);
        switch (habit) {
            case LATE_REPLY -> planLateReply(at);
            case STAGE_WITHOUT_CONTACT -> planStage(at);
            case LOW_SATISFACTION -> tenant.schedule().at(at, this::answerSurveys);
            case SATISFACTION_CONTRADICTED -> planContradiction(at);
            case INTENT_CONTRADICTED -> planGrades(at);
            default -> {}
        }
    }

    /** An answer after two days and a half. */
    private void planLateReply(long at) {
        openDeal(Habit.LATE_REPLY, at);
        later(at + HOUR, now -> ofDeal(Habit.LATE_REPLY, "message.received", now)
                .by(ActorType.CUSTOMER, customer(Habit.LATE_REPLY, 0))
                .with("channel", "email"));
        later(at + 61 * HOUR, now -> ofDeal(Habit.LATE_REPLY, "message.sent", now)
                .with("channel", "email"));
        later(at + 3 * DAY, now -> ofDeal(Habit.LATE_REPLY, "deal.won", now));
    }

    /** A deal that moves on nine days after anybody spoke to the customer. */
    private void planStage(long at) {
        Habit habit = Habit.STAGE_WITHOUT_CONTACT;
        openDeal(habit, at);
        later(at + HOUR, now -> ofDeal(habit, "deal.stage_changed", now)
                .with("from", name(Stage.FIRST_CONTACT))
                .with("to", name(Stage.NEEDS)));
        later(at + 9 * DAY, now -> ofDeal(habit, "deal.stage_changed", now)
                .with("from", name(Stage.NEEDS))
                .with("to", name(Stage.DEMO)));
        later(at + 9 * DAY + HOUR, now -> ofDeal(habit, "message.sent", now).with("channel", "email"));
        later(at + 9 * DAY + 2 * HOUR, now -> ofDeal(habit, "deal.won", now));
    }

    private void openDeal(Habit habit, long at) {
        later(at, now -> ofDeal(habit, "deal.created", now).with("stage", name(Stage.FIRST_CONTACT)));
        later(at + MINUTE, now -> ofDeal(habit, "activity.logged", now)
                .with("channel", "call")
                .with("direction", "outbound")
                .with("connected", true)
                .with("duration", 300)
                .with("notes", "the deal of " + habit.repId() + " is opened")
                .with("attachment", true));
    }

    /** Half of the answers of three customers are bad. */
    private void answerSurveys(long now) {
        Habit habit = Habit.LOW_SATISFACTION;
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            for (int aspect = 0; aspect < ASPECTS.size(); aspect++) {
                publish(answer(habit, customer, "csat", "self-reported", now + aspect * SECOND)
                        .with("dimension", ASPECTS.get(aspect))
                        .with("score", aspect % 2 == 0 ? 4 : 2));
            }
        }
    }

    /** Praise, and a complaint two days later. */
    private void planContradiction(long at) {
        Habit habit = Habit.SATISFACTION_CONTRADICTED;
        later(at, now -> answer(habit, 0, "nps", "self-reported", now).with("score", 10));
        later(at + 2 * DAY, now -> complaint(habit, "ticket.opened", now).with("kind", "complaint"));
        later(at + 2 * DAY + HOUR, now -> complaint(habit, "ticket.responded", now)
                .by(ActorType.HUMAN, habit.repId()));
        later(at + 2 * DAY + 5 * HOUR, now -> complaint(habit, "ticket.resolved", now)
                .by(ActorType.HUMAN, habit.repId()));
    }

    private EventDraft complaint(Habit habit, String type, long now) {
        String ticket = "KT-" + habit.repId();
        return event(type, "ticket/" + ticket, now).with("ticket_id", ticket).with("customer_id", customer(habit, 0));
    }

    /** Five leads that are graded A and given up a week later. */
    private void planGrades(long at) {
        Habit habit = Habit.INTENT_CONTRADICTED;
        for (int number = 1; number <= 5; number++) {
            String lead = "KL-" + number;
            later(at, now -> ofLead(habit, lead, "lead.created", now)
                    .with("channel", "referral")
                    .with("intent", "high"));
            later(at + MINUTE, now -> ofLead(habit, lead, "message.sent", now)
                    .by(ActorType.HUMAN, habit.repId())
                    .with("channel", "email"));
            later(at + HOUR, now -> ofLead(habit, lead, "lead.tiered", now)
                    .by(ActorType.HUMAN, habit.repId())
                    .with("tier", "A"));
            later(at + 7 * DAY, now -> ofLead(habit, lead, "lead.disqualified", now)
                    .by(ActorType.HUMAN, habit.repId())
                    .with("reason", "no need"));
        }
    }

    private EventDraft ofLead(Habit habit, String lead, String type, long now) {
        return event(type, "lead/" + lead, now).with("lead_id", lead).with("owner", habit.repId());
    }

    private EventDraft ofDeal(Habit habit, String type, long now) {
        String deal = "KD-" + habit.repId();
        return event(type, "deal/" + deal, now)
                .by(ActorType.HUMAN, habit.repId())
                .with("deal_id", deal)
                .with("customer_id", customer(habit, 0))
                .with("owner", habit.repId());
    }

    private EventDraft activity(Habit habit, String customer, String channel, long now) {
        return event("activity.logged", "customer/" + customer, now)
                .by(ActorType.HUMAN, habit.repId())
                .with("customer_id", customer)
                .with("channel", channel)
                .with("direction", "outbound");
    }

    private EventDraft answer(Habit habit, int customer, String kind, String channel, long now) {
        String id = customer(habit, customer);
        return event("survey.answered", "customer/" + id, now)
                .by(ActorType.CUSTOMER, id.replace("K-", "contact-k-"))
                .with("customer_id", id)
                .with("respondent", id.replace("K-", "contact-k-"))
                .with("owner", habit.repId())
                .with("kind", kind)
                .with("wave", "after-deal")
                .with("channel", channel);
    }

    private static String customer(Habit habit, int number) {
        return "K-" + habit.repId() + "-" + (number + 1);
    }

    private String name(Stage stage) {
        return tenant.profile().stages().name(stage);
    }

    private void later(long at, EventOf event) {
        tenant.schedule().at(at, now -> publish(event.at(now)));
    }

    /** An event, when its time has come. */
    private interface EventOf {
        EventDraft at(long millis);
    }

    private EventDraft event(String type, String subject, long now) {
        count++;
        return new EventDraft(tenant.profile().id(), "key-" + count, type, subject, now, 0);
    }

    private void publish(EventDraft event) {
        tenant.outbox().publishCleanly(event);
    }

    /** An hour of a day where the tenant is, be it a holiday. */
    private long millis(LocalDate day, int hour) {
        ZoneId zone = tenant.profile().calendar().zone();
        return day.atTime(hour, 0).atZone(zone).toInstant().toEpochMilli();
    }
}
