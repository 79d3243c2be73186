package dev.crmpulse.embedded;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.crmpulse.embedded.clickhouse.ClickHouseServerMain;

/** Processes on one machine; Maven sees to it that they know nothing of ours. */
@AnalyzeClasses(packages = "dev.crmpulse.embedded", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.crmpulse.embedded.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOBODY_WRITES_TO_THE_TERMINAL = noClasses()
            .that()
            .doNotBelongToAnyOf(ClickHouseServerMain.class)
            .should(ACCESS_STANDARD_STREAMS)
            .because("the ClickHouse process alone has a log for its own");

    @ArchTest
    static final ArchRule THE_ENGINE_IS_KNOWN_TO_ITS_PROCESS_ALONE = classes()
            .that()
            .resideInAPackage("..embedded.clickhouse.engine..")
            .should()
            .onlyBeAccessed()
            .byAnyPackage("..embedded.clickhouse..")
            .because("everybody else speaks HTTP to it");
}
