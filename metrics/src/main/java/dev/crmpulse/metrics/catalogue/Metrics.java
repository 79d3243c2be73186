package dev.crmpulse.metrics.catalogue;

import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.rollup.Window;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.metrics.assignment.AssignmentFold;
import dev.crmpulse.metrics.assignment.BreakerFold;
import dev.crmpulse.metrics.customer.CustomerSlas;
import dev.crmpulse.metrics.desk.ContractFold;
import dev.crmpulse.metrics.desk.DeliveryFold;
import dev.crmpulse.metrics.desk.InvoiceFold;
import dev.crmpulse.metrics.desk.PaymentFold;
import dev.crmpulse.metrics.desk.ProposalFold;
import dev.crmpulse.metrics.desk.ProposalQuestionFold;
import dev.crmpulse.metrics.followup.ActivityFold;
import dev.crmpulse.metrics.funnel.FunnelFold;
import dev.crmpulse.metrics.handover.HandoverFold;
import dev.crmpulse.metrics.people.PeopleEventFold;
import dev.crmpulse.metrics.people.PeopleFold;
import dev.crmpulse.metrics.pipeline.SalesCycleFold;
import dev.crmpulse.metrics.pipeline.StageDwellFold;
import dev.crmpulse.metrics.relationship.RelationshipEventFold;
import dev.crmpulse.metrics.relationship.VisitFold;
import dev.crmpulse.metrics.response.CustomerReply;
import dev.crmpulse.metrics.response.FirstResponseFold;
import dev.crmpulse.metrics.response.NextResponse;
import dev.crmpulse.metrics.response.OwnerSpanFold;
import dev.crmpulse.metrics.service.ImprovementFold;
import dev.crmpulse.metrics.service.TicketFold;
import dev.crmpulse.metrics.sla.SlaClockFold;
import dev.crmpulse.metrics.survey.SurveyAnswerFold;
import dev.crmpulse.metrics.survey.SurveyRequestFold;
import dev.crmpulse.metrics.teamwork.KnowledgeShareFold;
import dev.crmpulse.metrics.teamwork.PeerRatingFold;
import dev.crmpulse.metrics.tier.LeadTierFold;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All metrics. A new one is one more line here. */
public final class Metrics {
    /** Those that have facts, in the order in which the folds of a timeline are run and their states are written. */
    public static final List<Metric> ALL = List.of(
            FirstResponseFold.METRIC,
            NextResponse.METRIC,
            CustomerReply.METRIC,
            OwnerSpanFold.METRIC,
            StageDwellFold.METRIC,
            SalesCycleFold.METRIC,
            SlaClockFold.METRIC,
            LeadTierFold.METRIC,
            FunnelFold.METRIC,
            SurveyAnswerFold.METRIC,
            SurveyRequestFold.METRIC,
            PeopleFold.METRIC,
            AssignmentFold.METRIC,
            BreakerFold.METRIC,
            HandoverFold.METRIC,
            KnowledgeShareFold.METRIC,
            PeerRatingFold.METRIC,
            ProposalFold.METRIC,
            ProposalQuestionFold.METRIC,
            ActivityFold.METRIC,
            TicketFold.METRIC,
            TicketFold.SLA_CLOCK,
            ImprovementFold.METRIC,
            CustomerSlas.METRIC,
            ContractFold.METRIC,
            DeliveryFold.METRIC,
            SlaClockFold.DESK,
            InvoiceFold.METRIC,
            PaymentFold.METRIC,
            VisitFold.METRIC,
            RelationshipEventFold.METRIC,
            PeopleEventFold.METRIC);

    /** The metrics that are views over the facts of those. */
    public static final List<MetricView> VIEWS = List.of(
            new MetricView("M7", "loss_reason"),
            new MetricView("M8", "stalled_deal"),
            new MetricView("M11", "follow_up"),
            new MetricView("M12", "stage_evidence"),
            new MetricView("M13", "quality_flag"),
            new MetricView("M14", "quality_flag"),
            new MetricView(
                    "M26", "scorecard", "period = 'month', from = '2020-01-01', to = '2030-01-01', zone = 'UTC'"),
            new MetricView("M28", "trust_day"));

    /** How facts become windows. */
    public static final List<Rollup> ROLLUPS = ALL.stream()
            .map(Metric::rollup)
            .flatMap(Optional::stream)
            .distinct()
            .toList();

    /** Roll-ups by the name of the facts they sum. */
    public static final Map<String, Rollup> ROLLUP_BY_FACT = ROLLUPS.stream()
            .collect(Collectors.toUnmodifiableMap(rollup -> rollup.facts().name(), Function.identity()));

    /** The facts of all metrics, and their windows. */
    public static final List<FactType<?>> FACTS = Stream.concat(
                    ALL.stream().<FactType<?>>map(Metric::facts).distinct(), Stream.of(Window.TYPE))
            .toList();

    /** The metric of an id, empty where none that has facts is called so. */
    public static Optional<Metric> named(String id) {
        return ALL.stream().filter(metric -> metric.id().equals(id)).findFirst();
    }

    private Metrics() {}
}
