package dev.crmpulse.metrics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.crmpulse.metrics.catalogue.Metrics;
import java.util.stream.Stream;

/** What a number means depends on no framework. */
@AnalyzeClasses(packages = "dev.crmpulse.metrics", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule METRICS_ARE_PLAIN_JAVA = noClasses()
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("dev.crmpulse.metrics..", "java..")
            .because("Flink, Kafka, ClickHouse, Jackson and SLF4J belong to connectors and jobs");

    @ArchTest
    static final ArchRule METRICS_TOUCH_NO_WORLD = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.net..", "java.sql..", "java.util.logging..")
            .because("a fold is a pure function of the events");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.crmpulse.metrics.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule TIMELINES_KNOW_NO_METRIC = noClasses()
            .that()
            .resideInAnyPackage("dev.crmpulse.metrics.timeline..", "dev.crmpulse.metrics.fact..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(Stream.concat(
                            Stream.of("dev.crmpulse.metrics.catalogue"),
                            Metrics.ALL.stream()
                                    .map(metric -> metric.fold().getClass().getPackageName()))
                    .distinct()
                    .toArray(String[]::new))
            .because("nothing but a fold knows what a number means");
}
