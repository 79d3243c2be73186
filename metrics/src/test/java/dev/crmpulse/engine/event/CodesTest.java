package dev.crmpulse.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CodesTest {
    /** As they stand in the state of jobs: what is there keeps its number for ever, what is new comes last. */
    private static final Map<String, String> IN_STATE = Map.ofEntries(
            Map.entry("ActorType", "0 UNKNOWN, 1 HUMAN, 2 BOT, 3 SYSTEM, 4 CUSTOMER"),
            Map.entry("BreakerState", "0 CLOSED, 1 AT_RISK, 2 OPEN, 3 HALF_OPEN"),
            Map.entry("Cause.Kind", "0 UNKNOWN, 1 EVENT, 2 REDELIVERY, 3 SILENCE, 4 MERGE"),
            Map.entry("DatedBy", "1 STARTED_AT, 2 ENDED_AT"),
            Map.entry("DecisionEnd", "0 NONE, 1 ASSIGNED, 2 FAILED, 3 UNASSIGNED, 4 DISQUALIFIED, 5 MERGED, 6 DELETED"),
            Map.entry("Direction", "0 FORWARD, 1 SKIP, 2 BACK"),
            Map.entry("Flag", "0 UNKNOWN, 1 NO, 2 YES"),
            Map.entry("Grain", "1 HOUR, 2 DAY"),
            Map.entry("LeadOwner.Phase", "0 UNKNOWN, 1 WAITING, 2 ANSWERED, 3 CANCELLED, 4 OVER"),
            Map.entry("LeadTierFold.Phase", "0 NONE, 1 KNOWN, 2 SCORED, 3 OVER, 4 UNSCORED"),
            Map.entry("LifeStatus", "0 OPEN, 1 CLOSED, 2 DELETED"),
            Map.entry("Outcome", "0 OPEN, 1 WON, 2 LOST"),
            Map.entry("SpanEnd", "0 OPEN, 1 ANSWERED, 2 REASSIGNED, 3 CANCELLED, 4 UNASSIGNED"),
            Map.entry("TicketStatus", "0 OPEN, 1 PAUSED, 2 RESOLVED, 3 CLOSED, 4 MERGED"),
            Map.entry("WaitEnd", "0 OPEN, 1 REPLIED, 2 DISQUALIFIED, 3 MERGED, 4 DELETED"));

    private enum Two {
        ONE,
        OTHER
    }

    @Test
    void everyEnumInStateKeepsItsNumbers() throws ReflectiveOperationException {
        Map<String, String> found = new TreeMap<>();
        for (JavaField field : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.crmpulse").stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                        .filter(field -> field.getRawType().isEquivalentTo(Codes.class))
                        .toList()) {
            Field codes = field.reflect();
            codes.setAccessible(true);
            String name = codes.getDeclaringClass().getCanonicalName();
            found.put(
                    name.substring(codes.getDeclaringClass().getPackageName().length() + 1),
                    codes.get(null).toString());
        }

        assertThat(found).containsExactlyInAnyOrderEntriesOf(IN_STATE);
    }

    @Test
    void eachConstantHasOneCode() {
        assertThatThrownBy(() -> Codes.of(Two.ONE)).hasMessage("a constant of Two has no code, or has two");
        assertThatThrownBy(() -> Codes.of(Two.ONE, Two.ONE)).hasMessage("a constant of Two has no code, or has two");
        assertThat(Codes.fromOne(Two.OTHER, Two.ONE)).hasToString("1 OTHER, 2 ONE");
    }
}
