package dev.crmpulse.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** The stack, what runs on it, and the commands above all. */
@AnalyzeClasses(packages = "dev.crmpulse.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.crmpulse.cli.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule LAYERS_KNOW_ONLY_THOSE_BELOW = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("commands")
            .definedBy("..cli.command..")
            .layer("runs")
            .definedBy("..cli.replay..", "..cli.erasure..", "..cli.demo..")
            .layer("jobs")
            .definedBy("..cli.live..")
            .layer("stack")
            .definedBy("..cli.stack..")
            .whereLayer("commands")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("runs")
            .mayOnlyBeAccessedByLayers("commands")
            .whereLayer("jobs")
            .mayOnlyBeAccessedByLayers("commands", "runs")
            .whereLayer("stack")
            .mayOnlyBeAccessedByLayers("commands", "runs", "jobs");

    @ArchTest
    static final ArchRule COMMANDS_ALONE_WRITE_TO_THE_TERMINAL = noClasses()
            .that()
            .resideOutsideOfPackage("..cli.command..")
            .should(ACCESS_STANDARD_STREAMS)
            .because("results go to standard output alone");
}
