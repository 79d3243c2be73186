package dev.crmpulse.jobs;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.crmpulse.connectors.clickhouse.ClickHouseSink;
import dev.crmpulse.connectors.kafka.TopicSink;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.jobs.intake.IntakeCounter;
import dev.crmpulse.jobs.rollup.RollupOperator;
import dev.crmpulse.jobs.timeline.TimelineOperator;
import dev.crmpulse.metrics.catalogue.Metrics;
import dev.crmpulse.metrics.sla.SlaClockFold;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.StreamOperator;

/** The beams, beside the modules' dependencies that Maven holds: one timeline operator, one sink, one clock engine. */
@AnalyzeClasses(
        packages = "dev.crmpulse",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {
    /** Leaves out the jars of other modules' tests. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static void everyModuleBelowIsLookedAt(JavaClasses classes) {
        for (String module : List.of("metrics", "connectors", "jobs")) {
            assertThat(classes.stream().filter(type -> type.getPackageName().startsWith("dev.crmpulse." + module)))
                    .as(module)
                    .isNotEmpty();
        }
    }

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.crmpulse.jobs.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule JOBS_KNOW_NO_METRIC_BY_NAME = noClasses()
            .that()
            .resideInAPackage("dev.crmpulse.jobs..")
            .and()
            .resideOutsideOfPackage("dev.crmpulse.jobs.alert")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(Metrics.ALL.stream()
                    .map(metric -> metric.fold().getClass().getPackageName())
                    .filter(family -> !family.equals("dev.crmpulse.metrics.sla"))
                    .distinct()
                    .toArray(String[]::new))
            .because(
                    "a metric is added by one line in the list of metrics, though what people are alerted of is worded where alerts are made");

    @ArchTest
    static final ArchRule THE_JOB_KNOWS_NEITHER_KAFKA_NOR_CLICKHOUSE = noClasses()
            .that()
            .belongToAnyOf(TimelineJob.class, TimelineOperator.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "com.clickhouse..", "..connector.kafka..")
            .because("tests and benchmarks hand in their own ends");

    @ArchTest
    static final ArchRule THERE_IS_ONE_TIMELINE_OPERATOR = classes()
            .that(areConcreteAnd(StreamOperator.class))
            .should()
            .be(TimelineOperator.class)
            .orShould()
            .be(RollupOperator.class)
            .orShould()
            .be(IntakeCounter.class)
            .because(
                    "one keyed operator in many uses evaluates, one adds up, and what was read is counted before either;"
                            + " a metric is a fold");

    @ArchTest
    static final ArchRule NO_FUNCTION_KEEPS_KEYED_STATE = noClasses()
            .that()
            .areNotAssignableTo(TimelineOperator.class)
            .and()
            .areNotAssignableTo(RollupOperator.class)
            .and()
            .resideOutsideOfPackage("dev.crmpulse.jobs.move")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(".*\\.(KeyedProcessFunction|KeyedCoProcessFunction|KeyedBroadcastProcessFunction"
                    + "|RichFlatMapFunction|RichMapFunction|RichFilterFunction|WindowFunction|ProcessWindowFunction)")
            .because("whatever remembers something of a key is part of its timeline, but for which key that is");

    @ArchTest
    static final ArchRule THERE_IS_ONE_SINK = classes()
            .that(areConcreteAnd(Sink.class))
            .should()
            .be(ClickHouseSink.class)
            .orShould()
            .be(TopicSink.class)
            .orShould()
            .haveFullyQualifiedName("dev.crmpulse.jobs.live.HeartbeatSink")
            .orShould()
            .haveFullyQualifiedName("dev.crmpulse.jobs.live.LeaseSink")
            .because(
                    "all tables are written with the checkpoint, by one writer, and so are topics; beats of a live job belong to"
                            + " none");

    @ArchTest
    static final ArchRule ONLY_THE_ROUTER_IS_A_PROCESS_FUNCTION_OF_EVENTS = classes()
            .that(areConcreteAnd(ProcessFunction.class))
            .should()
            .be(RecordRouter.class)
            .orShould()
            .haveFullyQualifiedName("dev.crmpulse.jobs.live.ReadClockFunction")
            .because("events are evaluated on timelines; a clock that looks at each beat sees none");

    @ArchTest
    static final ArchRule FOLDS_ARE_METRICS = classes()
            .that(areConcreteAnd(Fold.class))
            .should()
            .resideInAPackage("dev.crmpulse.metrics..")
            .because("nothing else knows what a number means");

    @ArchTest
    static final ArchRule THERE_IS_ONE_CLOCK_ENGINE = noClasses()
            .that()
            .resideOutsideOfPackages("dev.crmpulse.metrics.sla..", "dev.crmpulse.engine.policy..")
            .should()
            .callMethodWhere(target(owner(type(TenantPolicies.class)))
                    .and(target(name("slas")).or(target(name("sla"))).or(target(name("promiseAt")))))
            .because("every SLA is evaluated by one engine; a new SLA is a policy");

    @ArchTest
    static final ArchRule ONE_FOLD_STATES_CLOCKS = classes()
            .that(areConcreteAnd(Fold.class))
            .and()
            .resideInAPackage("dev.crmpulse.metrics.sla..")
            .should()
            .be(SlaClockFold.class)
            .because("every SLA is evaluated by one engine; a new SLA is a policy");

    private static DescribedPredicate<JavaClass> areConcreteAnd(Class<?> type) {
        return assignableTo(type)
                .and(DescribedPredicate.describe(
                        "are concrete",
                        found -> !found.isInterface() && !found.getModifiers().contains(JavaModifier.ABSTRACT)));
    }
}
