package dev.crmpulse.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityKeyTest {
    @ParameterizedTest
    @CsvSource({
        "LEAD_CREATED, lead/L1, '', '', lead/L1",
        "LEAD_CREATED, lead/L1, L2, '', lead/L2",
        "DEAL_WON, deal/D1, L1, D1, lead/L1",
        "DEAL_WON, deal/D1, '', D1, deal/D1",
        "DEAL_WON, deal/D1, '', '', deal/D1",
        "ACTIVITY_LOGGED, call/7, '', D1, deal/D1",
        "ACTIVITY_LOGGED, call/7, L1, D1, lead/L1",
        "ACTIVITY_LOGGED, call/7, '', '', call/7",
        "MESSAGE_SENT, lead/L1, '', D1, lead/L1",
        "OTHER, lead/L1, '', D1, lead/L1",
        "OTHER, deal/D1, L1, '', lead/L1",
        "DEAL_WON, lead/, '', D1, deal/D1",
        "MESSAGE_SENT, lead/, '', '', lead/",
        "OTHER, ticket/T1, L1, D1, ticket/T1"
    })
    void anEventBelongsToItsLeadElseToItsDealElseToItsSubject(
            EventType type, String subject, String leadId, String dealId, String key) {
        assertThat(EntityKey.home("t", type, subject, new EventIds(leadId, dealId, ""))
                        .subject())
                .isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "SURVEY_ANSWERED, survey/S1, customer_id, C1, customer/C1",
        "SURVEY_SENT, customer/C1, customer_id, '', customer/C1",
        "REP_CHANGED, people/7, rep_id, rep-1, rep/rep-1",
        "REP_CHANGED, rep/rep-1, rep_id, '', rep/rep-1",
        "TICKET_RESPONDED, message/7, ticket_id, T1, ticket/T1",
        "TICKET_OPENED, ticket/T1, customer_id, C1, ticket/T1",
        "IMPROVEMENT_OPENED, improvement/I1, ticket_id, T1, improvement/I1",
        "CONTRACT_SIGNED, deal/D1, contract_id, K1, contract/K1",
        "CONTRACT_RENEWED, contract/K1, customer_id, C1, customer/C1",
        "PAYMENT_RECEIVED, payment/P1, invoice_id, I1, invoice/I1",
        "HANDOVER_ACCEPTED, handover/H1, customer_id, C1, handover/H1",
        "PEER_RATED, rating/1, rep_id, rep-1, rep/rep-1"
    })
    void anEventOfAnotherFamilyBelongsToWhatTheFamilyIsAbout(
            EventType type, String subject, String member, String id, String key) {
        String keyId = type.family().keyId(new MapData(Map.of(member, id)));

        assertThat(EntityKey.home("t", type, subject, new EventIds("L1", "D1", keyId))
                        .subject())
                .isEqualTo(key);
    }

    @Test
    void onlyACustomerHasACustomerIdAndOnlyAPersonAPersonsId() {
        assertThat(EntityKey.of("t", "customer/C1").customerId()).isEqualTo("C1");
        assertThat(EntityKey.of("t", "rep/C1").customerId()).isEmpty();
        assertThat(EntityKey.of("t", "rep/rep-1").repId()).isEqualTo("rep-1");
        assertThat(EntityKey.of("t", "lead/L1").repId()).isEmpty();
    }

    @Test
    void aKeyNamesTenantAndSubject() {
        assertThat(EntityKey.of("t", "lead/L/1").text()).isEqualTo("t/lead/L/1");
        assertThat(EntityKey.ofText("t/lead/L/1")).isEqualTo(EntityKey.of("t", "lead/L/1"));
    }

    @Test
    void onlyALeadHasALeadId() {
        assertThat(EntityKey.of("t", "lead/L1").leadId()).isEqualTo("L1");
        assertThat(EntityKey.of("t", "deal/D1").leadId()).isEmpty();
    }

    @Test
    void onlyADealHasADealId() {
        assertThat(EntityKey.of("t", "deal/D1").dealId()).isEqualTo("D1");
        assertThat(EntityKey.of("t", "lead/L1").dealId()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"lead/L1, lead, L1", "lead/L/1, lead, L/1", "lead/, lead, ''", "alone, '', alone", "/odd, '', /odd"})
    void aSubjectIsAKindAndAnId(String subject, String kind, String id) {
        EntityKey key = EntityKey.of("t", subject);

        assertThat(key).isEqualTo(new EntityKey("t", kind, id));
        assertThat(key.subject()).isEqualTo(subject);
        assertThat(EntityKey.ofText(key.text())).isEqualTo(key);
    }
}
