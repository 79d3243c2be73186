package dev.crmpulse.engine.event;

import java.io.IOException;
import java.math.BigDecimal;

/** Payloads of what happens between a customer and us beside deals and tickets. */
public sealed interface RelationshipPayload extends Payload {
    /** A visit or interview was planned for a date. */
    record VisitPlanned(String visitId, String kind, String plannedAt) implements RelationshipPayload {
        static VisitPlanned of(EventData data) {
            return new VisitPlanned(
                    data.text(DataMember.VISIT_ID), data.text(DataMember.KIND), data.date(DataMember.PLANNED_AT));
        }

        @Override
        public String date(DataMember member) {
            return member == DataMember.PLANNED_AT ? plannedAt : "";
        }

        @Override
        public VisitPlanned fields(BinaryFields f) throws IOException {
            return new VisitPlanned(f.text(visitId), f.text(kind), f.text(plannedAt));
        }
    }

    /** It took place, and was effective or not. */
    record VisitCompleted(String visitId, String kind, Flag effective) implements RelationshipPayload {
        static VisitCompleted of(EventData data) {
            return new VisitCompleted(
                    data.text(DataMember.VISIT_ID), data.text(DataMember.KIND), data.flag(DataMember.EFFECTIVE));
        }

        @Override
        public VisitCompleted fields(BinaryFields f) throws IOException {
            return new VisitCompleted(f.text(visitId), f.text(kind), f.code(effective, Flag.CODES));
        }
    }

    /** The customer was offered something beyond what was bought. */
    record ValueAdded(String kind) implements RelationshipPayload {
        static ValueAdded of(EventData data) {
            return new ValueAdded(data.text(DataMember.KIND));
        }

        @Override
        public ValueAdded fields(BinaryFields f) throws IOException {
            return new ValueAdded(f.text(kind));
        }
    }

    /** The customer recommended us to another one. */
    record ReferralMade(String referred) implements RelationshipPayload {
        static ReferralMade of(EventData data) {
            return new ReferralMade(data.text(DataMember.REFERRED));
        }

        @Override
        public ReferralMade fields(BinaryFields f) throws IOException {
            return new ReferralMade(f.text(referred));
        }
    }

    /** The customer bought again. */
    record PurchaseRepeated(BigDecimal amount, String currency) implements RelationshipPayload {
        static PurchaseRepeated of(EventData data) {
            return new PurchaseRepeated(data.decimal(DataMember.AMOUNT), data.text(DataMember.CURRENCY));
        }

        @Override
        public PurchaseRepeated fields(BinaryFields f) throws IOException {
            return new PurchaseRepeated(f.decimal(amount), f.text(currency));
        }
    }

    /** A contract goes on. */
    record ContractRenewed(String contractId, BigDecimal amount, String currency) implements RelationshipPayload {
        static ContractRenewed of(EventData data) {
            return new ContractRenewed(
                    data.text(DataMember.CONTRACT_ID), data.decimal(DataMember.AMOUNT), data.text(DataMember.CURRENCY));
        }

        @Override
        public ContractRenewed fields(BinaryFields f) throws IOException {
            return new ContractRenewed(f.text(contractId), f.decimal(amount), f.text(currency));
        }
    }

    /** The customer left. */
    record Churned(String reason) implements RelationshipPayload {
        static Churned of(EventData data) {
            return new Churned(data.text(DataMember.REASON));
        }

        @Override
        public Churned fields(BinaryFields f) throws IOException {
            return new Churned(f.text(reason));
        }
    }

    /** What is known of the customer was brought up to date. */
    record StatusChanged(String status) implements RelationshipPayload {
        static StatusChanged of(EventData data) {
            return new StatusChanged(data.text(DataMember.STATUS));
        }

        @Override
        public StatusChanged fields(BinaryFields f) throws IOException {
            return new StatusChanged(f.text(status));
        }
    }
}
