package dev.crmpulse.metrics.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventsPageTest {
    static Stream<EventType> types() {
        return EventExample.types().stream();
    }

    @Test
    void everyTypeAndEveryMemberIsDescribed() {
        assertThat(EventExample.described())
                .containsExactlyInAnyOrderElementsOf(
                        types().map(EventType::contractName).toList());
        assertThat(EventExample.describedMembers())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(DataMember.values())
                        .map(DataMember::memberName)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("types")
    void theExampleHasAllThatThePayloadReads(EventType type) {
        assertThat(EventExample.of(type).data().fieldNames())
                .toIterable()
                .containsAll(type.payloadMembers().stream()
                        .map(DataMember::memberName)
                        .toList());
    }

    @Test
    void thePageListsWhatTheCodeReads() throws IOException {
        String page = Files.readString(EventsPage.file());

        assertThat(page)
                .as("docs/events.md is out of date; regenerate it with: %s", EventsPage.REGENERATE)
                .isEqualTo(EventsPage.text(page));
    }

    @Test
    void theSchemasSayWhatTheCodeReads() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (var schemas = Files.list(EventSchemas.directory(EventExample.VERSION))) {
            for (var file : schemas.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }

        assertThat(files)
                .as("docs/schemas is out of date; regenerate it with: %s", EventsPage.REGENERATE)
                .isEqualTo(EventSchemas.texts());
    }
}
