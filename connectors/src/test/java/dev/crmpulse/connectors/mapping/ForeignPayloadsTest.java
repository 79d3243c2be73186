package dev.crmpulse.connectors.mapping;

import static dev.crmpulse.connectors.files.TestFiles.text;
import static dev.crmpulse.connectors.mapping.TestMappings.events;
import static dev.crmpulse.connectors.mapping.TestMappings.map;
import static dev.crmpulse.connectors.mapping.TestMappings.mapping;
import static dev.crmpulse.connectors.mapping.TestMappings.rejects;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmpulse.connectors.mapping.MappedRow.Ignored;
import dev.crmpulse.connectors.mapping.MappedRow.Reject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Payloads as other systems send them, each mapped by a few lines. */
class ForeignPayloadsTest {
    @TempDir
    Path directory;

    @Test
    void salesforceOpportunityHistory() throws IOException {
        Mapping mapping = mapping(directory, """
                tenant: acme
                source: salesforce
                files:
                  - name: "*.jsonl"
                    id: ${Id}
                    time: ${CreatedDate}
                    subject: deal/${OpportunityId}
                    actor: ${CreatedById}
                    actortype: { field: CreatedBy.UserType, map: { Standard: human }, default: system }
                    data:
                      deal_id: ${OpportunityId}
                    rules:
                      - type: deal.stage_changed
                        when: { not: { field: StageName, in: [Closed Won, Closed Lost] } }
                        data: { to: "${StageName}" }
                      - type: deal.won
                        when: { field: StageName, equals: Closed Won }
                        data:
                          amount: { field: Amount, as: decimal }
                          currency: ${CurrencyIsoCode}
                      - type: deal.lost
                        when: { field: StageName, equals: Closed Lost }
                        data: { reason: "${Loss_Reason__c}" }
                """);
        Path file = text(directory, "OpportunityHistory.jsonl", """
                {"attributes":{"type":"OpportunityHistory"},"Id":"008A1","OpportunityId":"006A1","StageName":"Proposal","CreatedDate":"2026-03-01T09:30:00.000+0000","CreatedById":"005A1","CreatedBy":{"UserType":"Standard"},"Amount":null}
                {"attributes":{"type":"OpportunityHistory"},"Id":"008A2","OpportunityId":"006A1","StageName":"Closed Won","CreatedDate":"2026-03-04T16:00:00.000+0000","CreatedById":"005A2","CreatedBy":{"UserType":"AutomatedProcess"},"Amount":12500.50,"CurrencyIsoCode":"EUR"}
                """);

        List<JsonNode> events = events(map(mapping, file));

        assertThat(events).hasSize(2);
        assertThat(events.get(0).get("type").asText()).isEqualTo("crm.deal.stage_changed");
        assertThat(events.get(0).get("time").asText()).isEqualTo("2026-03-01T09:30:00.000Z");
        assertThat(events.get(0).get("actortype").asText()).isEqualTo("human");
        assertThat(events.get(0).at("/data/to").asText()).isEqualTo("Proposal");
        assertThat(events.get(1).get("id").asText()).isEqualTo("008A2-02");
        assertThat(events.get(1).get("actortype").asText()).isEqualTo("system");
        assertThat(events.get(1).at("/data/amount").asText()).isEqualTo("12500.50");
        assertThat(events.get(1).at("/data/currency").asText()).isEqualTo("EUR");
    }

    @Test
    void hubSpotWebhookAndEngagement() throws IOException {
        Mapping mapping = mapping(directory, """
                tenant: acme
                source: hubspot
                files:
                  - name: "*.ndjson"
                    ignore: { field: subscriptionType, equals: contact.propertyChange }
                    rules:
                      - type: deal.stage_changed
                        when:
                          all:
                            - { field: subscriptionType, equals: deal.propertyChange }
                            - { field: propertyName, equals: dealstage }
                        id: ${eventId}
                        time: { field: occurredAt, format: epoch_ms }
                        subject: deal/${objectId}
                        actor: { field: sourceId, strip_prefix: "userId:" }
                        actortype: { field: changeSource, map: { CRM_UI: human, AUTOMATION_PLATFORM: bot }, default: system }
                        data:
                          deal_id: ${objectId}
                          to: ${propertyValue}
                      - type: activity.logged
                        when: { field: properties.hs_call_direction, is: present }
                        id: call-${id}
                        time: ${properties.hs_timestamp}
                        recordedat: ${createdAt}
                        subject: lead/${associations.contacts.results.0.id}
                        actor: ${properties.hubspot_owner_id}
                        actortype: human
                        data:
                          lead_id: ${associations.contacts.results.0.id}
                          channel: call
                          direction: { field: properties.hs_call_direction, map: { OUTBOUND: outbound, INBOUND: inbound } }
                          connected: { field: properties.hs_call_status, map: { COMPLETED: yes }, default: no, as: boolean }
                          duration: { field: properties.hs_call_duration, replace: { pattern: "...$", with: "" }, as: number }
                """);
        Path file = text(directory, "hubspot.ndjson", """
                {"eventId":3816279340,"subscriptionType":"deal.propertyChange","objectId":1246965,"propertyName":"dealstage","propertyValue":"qualifiedtobuy","changeSource":"CRM_UI","sourceId":"userId:77","occurredAt":1772355600123}
                {"eventId":3816279341,"subscriptionType":"contact.propertyChange","objectId":55,"occurredAt":1772355600124}
                {"id":"512","createdAt":"2026-03-01T10:05:00Z","properties":{"hs_timestamp":"2026-03-01T10:00:00Z","hs_call_direction":"OUTBOUND","hs_call_status":"COMPLETED","hs_call_duration":"95000","hubspot_owner_id":"77"},"associations":{"contacts":{"results":[{"id":"55"}]}}}
                """);

        List<MappedRow> rows = map(mapping, file);
        List<JsonNode> events = events(rows);

        assertThat(rows.get(1)).isEqualTo(new Ignored());
        assertThat(events).hasSize(2);
        assertThat(events.get(0).get("time").asText()).isEqualTo("2026-03-01T09:00:00.123Z");
        assertThat(events.get(0).get("actor").asText()).isEqualTo("77");
        assertThat(events.get(0).at("/data/to").asText()).isEqualTo("qualifiedtobuy");
        assertThat(events.get(1).get("subject").asText()).isEqualTo("lead/55");
        assertThat(events.get(1).get("recordedat").asText()).isEqualTo("2026-03-01T10:05:00.000Z");
        assertThat(events.get(1).at("/data/direction").asText()).isEqualTo("outbound");
        assertThat(events.get(1).at("/data/connected").asBoolean()).isTrue();
        assertThat(events.get(1).at("/data/duration").asInt()).isEqualTo(95); // 95,000 ms
    }

    @Test
    void debeziumChangeOfARow() throws IOException {
        Mapping mapping = mapping(directory, """
                tenant: acme
                source: crm-database
                files:
                  - name: "*.jsonl"
                    ignore: { field: payload.op, in: [d, r] }
                    id: ${payload.source.table}-${payload.source.lsn}
                    time: { field: payload.after.updated_at, format: epoch_us }
                    recordedat: { field: payload.source.ts_ms, format: epoch_ms }
                    sequence: ${payload.source.lsn}
                    subject: lead/${payload.after.id}
                    actor: ${payload.after.updated_by}
                    actortype: human
                    data: { lead_id: "${payload.after.id}" }
                    rules:
                      - type: lead.created
                        when: { field: payload.op, equals: c }
                        data: { channel: "${payload.after.channel}" }
                      - type: lead.assigned
                        when: { field: payload.after.owner, is: present }
                        data: { owner: "${payload.after.owner}" }
                """);
        Path file = text(directory, "leads.jsonl", """
                {"schema":{"type":"struct"},"payload":{"before":null,"after":{"id":17,"channel":"web","owner":null,"updated_by":"site","updated_at":1772355600000123},"source":{"table":"lead","lsn":24023128,"ts_ms":1772355600500},"op":"c"}}
                {"schema":{"type":"struct"},"payload":{"before":{"id":17,"owner":null},"after":{"id":17,"channel":"web","owner":"ann","updated_by":"bob","updated_at":1772355660000000},"source":{"table":"lead","lsn":24023200,"ts_ms":1772355660100},"op":"u"}}
                {"schema":{"type":"struct"},"payload":{"before":{"id":17},"after":null,"source":{"table":"lead","lsn":24023300,"ts_ms":1772355660200},"op":"d"}}
                {"schema":{"type":"struct"},"payload":{"before":{"id":18},"after":{"id":18},"source":{"table":"lead","lsn":24023400,"ts_ms":1772355660300},"op":"u"}}
                """);

        List<MappedRow> rows = map(mapping, file);
        List<JsonNode> events = events(rows);

        assertThat(events)
                .extracting(event -> event.get("id").asText())
                .containsExactly("lead-24023128-01", "lead-24023200-02");
        assertThat(events.get(0).get("time").asText()).isEqualTo("2026-03-01T09:00:00.000Z");
        assertThat(events.get(0).get("recordedat").asText()).isEqualTo("2026-03-01T09:00:00.500Z");
        assertThat(events.get(0).get("sequence").asLong()).isEqualTo(24_023_128L);
        assertThat(events.get(1).at("/data/owner").asText()).isEqualTo("ann");
        assertThat(rows.get(2)).isEqualTo(new Ignored());
        assertThat(rejects(rows)).extracting(Reject::reason).containsExactly("no rule");
    }
}
