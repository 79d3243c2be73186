package dev.crmpulse.engine.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FactIdTest {
    private static final List<String> IDS =
            List.of("", "L1", "D1", "L1/D1", "L1%2FD1", "/", "//", "%", "%25", "%2F", "%252F");

    @Test
    void noTwoDealsShareAnId() {
        Set<String> seen = new HashSet<>();
        for (String lead : IDS) {
            for (String deal : IDS.subList(1, IDS.size())) {
                assertThat(seen.add(FactId.ofDeal(lead, deal)))
                        .as("%s of %s", deal, lead)
                        .isTrue();
            }
        }
    }

    @Test
    void aPartHoldsNoSlashAndYieldsItsId() {
        assertThat(IDS).allSatisfy(id -> {
            assertThat(FactId.part(id)).doesNotContain("/");
            assertThat(FactId.ofPart(FactId.part(id))).isEqualTo(id);
        });
        assertThat(FactId.ofDeal("L1", "D1")).isEqualTo("L1/D1");
        assertThat(FactId.ofDeal("", "D1")).isEqualTo("D1");
    }
}
