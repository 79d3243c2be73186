package dev.crmpulse.engine.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.metrics.catalogue.Metrics;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactTypeTest {
    static Stream<FactType<?>> factTypes() {
        return Metrics.FACTS.stream();
    }

    @ParameterizedTest
    @MethodSource("factTypes")
    void aTableBeginsWithItsNaturalKeyAndNamesItsDefinition(FactType<?> type) {
        assertThat(type.columns())
                .extracting(Column::name)
                .startsWith("tenant", "id", "started_at", "def_version")
                .doesNotHaveDuplicates();
        assertThat(type.columns().get(FactType.STARTED_AT).name()).isEqualTo("started_at");
    }

    @ParameterizedTest
    @MethodSource("factTypes")
    void everyTableAndColumnSaysWhatItIs(FactType<?> type) {
        assertThat(type.comment()).isNotBlank();
        assertThat(type.columns()).extracting(Column::comment).allSatisfy(comment -> assertThat(comment)
                .isNotBlank());
        assertThat(type.columns())
                .extracting(Column::type)
                .extracting(ColumnType::clickHouseType)
                .isNotEmpty()
                .doesNotContain("");
        assertThat(type).hasToString("fact " + type.name());
    }

    @Test
    void aRowIsReadColumnByColumn() {
        record Toy(String tenant, String id, long startedAt) implements Fact {}
        FactType<Toy> type = FactType.<Toy>named("toy", 3, "A toy")
                .column("double", ColumnType.TIME, "Twice the start", toy -> 2 * toy.startedAt())
                .build();

        assertThat(type.row(new Toy("t", "x", 21))).containsExactly("t", "x", 21L, 3, 42L, Map.of());
        assertThat(type.definitionVersion()).isEqualTo(3);
        assertThat(type.comment()).isEqualTo("A toy");
        assertThat(type.name()).isEqualTo("toy");
    }
}
