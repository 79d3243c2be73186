package dev.crmpulse.connectors;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.crmpulse.metrics.catalogue.Metrics;
import java.util.stream.Stream;

/** Where data comes from and goes is apart from how jobs run. */
@AnalyzeClasses(packages = "dev.crmpulse.connectors", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.crmpulse.connectors.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule TABLES_ARE_DESCRIBED_NOT_KNOWN = noClasses()
            .that()
            .resideInAPackage("dev.crmpulse.connectors.clickhouse..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(Stream.concat(
                            Stream.of("dev.crmpulse.metrics.catalogue"),
                            Metrics.ALL.stream()
                                    .map(metric -> metric.fold().getClass().getPackageName()))
                    .distinct()
                    .toArray(String[]::new))
            .because("a fact type drives the one writer: no metric has a mapper of its own");

    @ArchTest
    static final ArchRule EVENTS_AND_FILES_KNOW_NO_ENGINE = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.crmpulse.connectors.cloudevents..",
                    "dev.crmpulse.connectors.files..",
                    "dev.crmpulse.connectors.mapping..",
                    "dev.crmpulse.connectors.yaml..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..", "com.clickhouse..")
            .because("what an event says does not depend on how it travels");
}
