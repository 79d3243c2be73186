package dev.crmpulse.verify.reference;

import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.NameKey;
import dev.crmpulse.engine.policy.EventCondition;
import dev.crmpulse.engine.policy.EventConditions;
import dev.crmpulse.engine.policy.EventField;
import dev.crmpulse.engine.policy.EventNumber;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether an event of the past is one that a policy means: its conditions read once more, on texts. */
final class Conditions {
    private static final Pattern LEADING_NUMBER = Pattern.compile("[0-9]{1,9}");

    private Conditions() {}

    // loops and no streams: this is asked for every event and condition there is
    static boolean hold(EventConditions conditions, PastEvent event) {
        for (EventCondition condition : conditions.conditions()) {
            if (isOfType(condition, event) && holds(condition, event)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfType(EventCondition condition, PastEvent event) {
        for (EventType type : condition.types()) {
            if (event.is(type.contractName())) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(EventCondition condition, PastEvent event) {
        return isAct(condition, event)
                && condition.fields().entrySet().stream().allMatch(field -> says(event, field))
                && condition.atLeast().entrySet().stream().allMatch(number -> reaches(event, number));
    }

    private static boolean isAct(EventCondition condition, PastEvent event) {
        return switch (condition.interaction()) {
            case ANYTHING -> true;
            case ANSWER -> Acts.answers(event);
            case INBOUND -> Acts.asks(event);
            case CONVERSATION -> Acts.isConversation(event);
            case TWO_WAY_CONTACT -> Acts.isTwoWayContact(event);
        };
    }

    private static boolean says(PastEvent event, Map.Entry<EventField, ? extends Iterable<String>> field) {
        String key = NameKey.of(text(field.getKey(), event));
        for (String wanted : field.getValue()) {
            boolean isAny = wanted.equals(EventCondition.ANY_TEXT);
            if (isAny ? !key.isEmpty() : key.equals(NameKey.of(wanted)) && !key.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    static String text(EventField field, PastEvent event) {
        return switch (field) {
            case ACTORTYPE -> event.actorType();
            // the stage a deal comes into has another name where it is created or reopened
            case TO -> event.is("deal.stage_changed") ? event.member("to") : event.member("stage");
            case CONNECTED, COMPLEX, EFFECTIVE, FULLY_MEETS, ALTERNATIVE -> truth(event.member(field.written()));
            default -> event.member(field.written());
        };
    }

    /** The reading of a flag: true, false or nothing. */
    private static String truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1", "1.0" -> "true";
            case "false", "no", "0", "0.0" -> "false";
            default -> "";
        };
    }

    private static boolean reaches(PastEvent event, Map.Entry<EventNumber, BigDecimal> number) {
        String value =
                switch (number.getKey()) {
                    case DURATION -> event.member("duration");
                    case SIZE -> leadingNumber(event.member("size"));
                };
        return !value.isEmpty() && new BigDecimal(value).compareTo(number.getValue()) >= 0;
    }

    private static String leadingNumber(String text) {
        Matcher number = LEADING_NUMBER.matcher(text);
        return number.lookingAt() ? number.group() : "";
    }
}
