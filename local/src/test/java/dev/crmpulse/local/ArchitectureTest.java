package dev.crmpulse.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import dev.crmpulse.local.clickhouse.ClickHouseServerMain;

/** The parts of the machine, the stack made of them, what runs on it, and the command line above all. */
@AnalyzeClasses(packages = "dev.crmpulse.local", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.crmpulse.local.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule LAYERS_KNOW_ONLY_THOSE_BELOW = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("command line")
            .definedBy("..local.cli..")
            .layer("chaos")
            .definedBy("..local.chaos..")
            .layer("replay")
            .definedBy("..local.replay..")
            .layer("answers")
            .definedBy("..local.verify..", "..local.explain..")
            .layer("stack")
            .definedBy("..local.stack..")
            .layer("parts")
            .definedBy("..local.kafka..", "..local.flink..", "..local.clickhouse..", "..local.port..")
            .whereLayer("command line")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("chaos")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("replay")
            .mayOnlyBeAccessedByLayers("command line", "chaos")
            .whereLayer("answers")
            .mayOnlyBeAccessedByLayers("command line")
            .whereLayer("stack")
            .mayOnlyBeAccessedByLayers("command line", "chaos", "replay");

    @ArchTest
    static final ArchRule NOBODY_BUT_THE_COMMAND_LINE_WRITES_TO_THE_TERMINAL = noClasses()
            .that()
            .resideOutsideOfPackage("..local.cli..")
            .and()
            .doNotBelongToAnyOf(ClickHouseServerMain.class)
            .should(ACCESS_STANDARD_STREAMS)
            .because("results go to standard output alone; the ClickHouse process has a log for its own");

    @ArchTest
    static final ArchRule ANSWERS_COME_FROM_THE_DATABASE_ALONE = noClasses()
            .that()
            .resideInAnyPackage("..local.verify..", "..local.explain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..")
            .because("they hold for a database that a cluster elsewhere writes as well");

    @ArchTest
    static final ArchRule THE_ENGINE_IS_KNOWN_TO_ITS_PROCESS_ALONE = classes()
            .that()
            .resideInAPackage("..local.clickhouse.engine..")
            .should()
            .onlyBeAccessed()
            .byAnyPackage("..local.clickhouse..")
            .because("everybody else speaks HTTP to it");
}
