package dev.crmpulse.connectors.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.metrics.catalogue.CatalogueEntry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The policies that vectors of the catalogue are evaluated by could be files of a tenant, and mean the same there. */
class CataloguePoliciesTest {
    @TestFactory
    Stream<DynamicTest> aPolicyOfAVectorIsAPolicyFile() {
        return CatalogueEntry.all().stream().flatMap(entry -> entry.vectors().stream()
                .filter(vector -> !entry.policyDocuments(vector).isEmpty())
                .map(vector -> dynamicTest(entry.id() + " " + vector.name(), () -> check(entry, vector))));
    }

    private static void check(CatalogueEntry entry, CatalogueEntry.Vector vector) {
        String file = "[" + String.join(",\n", entry.policyDocuments(vector)) + "]";
        List<Policy> read = PolicyFile.read(entry.id() + ".yaml", file);

        assertThat(read).hasSameSizeAs(entry.policyDocuments(vector));
        // what a view is evaluated by is read by SQL as the file has it
        if (entry.hasFold()) {
            assertThat(Policies.of(read).all())
                    .containsExactlyElementsOf(entry.policies(vector).all());
        }
    }
}
