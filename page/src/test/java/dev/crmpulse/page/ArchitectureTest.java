package dev.crmpulse.page;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the server of the page may know. */
@AnalyzeClasses(packages = "dev.crmpulse.page", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule FIGURES_COME_FROM_THE_DATABASE_ALONE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..", "dev.crmpulse.jobs..")
            .because("it shows what a job elsewhere writes as well");

    @ArchTest
    static final ArchRule ONLY_THE_SERVER_IS_SEEN_FROM_OUTSIDE =
            classes().that().arePublic().and().areTopLevelClasses().should().haveSimpleName("PageServer");
}
