package dev.crmpulse.metrics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What a number means depends on no framework, and the engine on no metric. */
@AnalyzeClasses(
        packages = {"dev.crmpulse.engine", "dev.crmpulse.metrics"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule METRICS_ARE_PLAIN_JAVA = noClasses()
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("dev.crmpulse.engine..", "dev.crmpulse.metrics..", "java..")
            .because("Flink, Kafka, ClickHouse, Jackson and SLF4J belong to connectors and jobs");

    @ArchTest
    static final ArchRule METRICS_TOUCH_NO_WORLD = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.net..", "java.sql..", "java.util.logging..")
            .because("a fold is a pure function of the events");

    @ArchTest
    static final ArchRule ENGINE_HAS_NO_CYCLES =
            slices().matching("dev.crmpulse.engine.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule FAMILIES_HAVE_NO_CYCLES =
            slices().matching("dev.crmpulse.metrics.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_ENGINE_KNOWS_NO_METRIC = noClasses()
            .that()
            .resideInAPackage("dev.crmpulse.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.crmpulse.metrics..")
            .because("nothing but a fold knows what a number means");
}
