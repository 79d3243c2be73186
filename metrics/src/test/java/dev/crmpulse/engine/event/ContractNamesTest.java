package dev.crmpulse.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContractNamesTest {
    @ParameterizedTest
    @EnumSource(value = EventType.class, mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
    void aTypeIsFoundByItsNameWithThePrefixAndNotWithout(EventType type) {
        assertThat(EventType.of("crm." + type.contractName())).isEqualTo(type);
        assertThat(EventType.of(type.contractName())).isEqualTo(EventType.OTHER);
    }

    @Test
    void whatNoMetricReadsIsOther() {
        assertThat(List.of(
                        EventType.of("x.scanned"),
                        EventType.of("crm.ticket.eaten"),
                        EventType.of("crm."),
                        EventType.of("")))
                .containsOnly(EventType.OTHER);
    }

    @Test
    void codesOfTypesAreUniqueAndFound() throws IOException {
        assertThat(Arrays.stream(EventType.values()).map(EventType::code)).doesNotHaveDuplicates();
        for (EventType type : EventType.values()) {
            assertThat(EventType.ofCode(type.code())).isEqualTo(type);
        }
        assertThatThrownBy(() -> EventType.ofCode(-1)).isInstanceOf(IOException.class);
    }

    @Test
    void theActorTypeIsReadInAnyCase() throws IOException {
        assertThat(ActorType.of("human")).isEqualTo(ActorType.HUMAN);
        assertThat(ActorType.of("Bot")).isEqualTo(ActorType.BOT);
        assertThat(ActorType.of("SYSTEM")).isEqualTo(ActorType.SYSTEM);
        assertThat(ActorType.of("customer")).isEqualTo(ActorType.CUSTOMER);
        assertThat(ActorType.of("robot")).isEqualTo(ActorType.UNKNOWN);
        assertThat(ActorType.UNKNOWN.contractName()).isEmpty();
        assertThat(ActorType.CUSTOMER.contractName()).isEqualTo("customer");
        assertThat(Bytes.of(ActorType.CODES, ActorType.values()).hex()).isEqualTo("0001020304");
        assertThatThrownBy(() -> ActorType.CODES.of(9)).hasMessageStartingWith("unknown code 9 of ActorType");
    }

    @Test
    void aFlagIsYesNoOrUnknown() throws IOException {
        assertThat(Bytes.of(Flag.CODES, Flag.values()).hex()).isEqualTo("000102");
        assertThatThrownBy(() -> Flag.CODES.of(3)).hasMessageStartingWith("unknown code 3 of Flag");
    }

    @Test
    void aMemberIsFoundByItsNameInJson() {
        assertThat(DataMember.named("next_step_at")).isEqualTo(DataMember.NEXT_STEP_AT);
        assertThat(DataMember.named("NEXT_STEP_AT")).isNull();
        assertThat(DataMember.named("colour")).isNull();
        assertThat(DataMember.ORIGIN_ROW.memberName()).isEqualTo("origin_row");
    }

    @Test
    void notesAreProjectedToLengthAndFingerprint() {
        Payload payload =
                EventType.ACTIVITY_LOGGED.payload(new MapData(Map.of("notes", "Wants a discount", "connected", true)));

        assertThat(payload).isInstanceOfSatisfying(ContactPayload.Activity.class, activity -> {
            // the first 64 bits of its SHA-256 without the sign
            assertThat(activity.notes()).isEqualTo(new ContactPayload.Notes(16, 0x4274fb67184c2917L));
            assertThat(activity.connected()).isEqualTo(Flag.YES);
            assertThat(activity.attachment()).isEqualTo(Flag.UNKNOWN);
        });
    }

    @Test
    void ofAnAnswerTheWordsAreNotKept() {
        Payload payload = EventType.SURVEY_ANSWERED.payload(new MapData(Map.of(
                "kind", "nps", "score", "9", "dimension", "speed", "key_account", "true", "comment", "Too slow")));

        assertThat(DataMember.named("comment")).isNull();
        assertThat(payload)
                .isEqualTo(new SurveyPayload.Answered(
                        new SurveyPayload.Survey("", "", "nps", "", "", "", Flag.YES), "speed", BigDecimal.valueOf(9)));
    }

    @Test
    void ofASurveySentNothingIsKeptThatAnAnswerCarries() {
        Payload payload = EventType.SURVEY_SENT.payload(
                new MapData(Map.of("survey_id", "S1", "respondent", "r-1", "wave", "w1", "score", 9)));

        assertThat(payload)
                .isEqualTo(
                        new SurveyPayload.Sent(new SurveyPayload.Survey("S1", "r-1", "", "w1", "", "", Flag.UNKNOWN)));
    }

    @Test
    void whatAChangeOfAPersonLeavesOutIsEmpty() {
        Payload payload = EventType.REP_CHANGED.payload(new MapData(Map.of("rep_id", "rep-1", "status", "left")));

        assertThat(payload).isEqualTo(new PeoplePayload.Changed("rep-1", "", "", "", "", "left", ""));
    }

    @Test
    void aHumanIsWhoTheActorTypeSaysNotWhoTheActorIs() {
        TestEvent event = TestEvent.of("e1", "2026-03-02T09:00:00Z", "message.sent", "lead/L1");

        assertThat(event.by("bot-1", "human").event().byHuman()).isTrue();
        assertThat(event.by("rep-1", "bot").event().byHuman()).isFalse();
    }
}
