package dev.crmpulse.verify.reconciliation;

/**
 * What came of a pass.
 *
 * @param changed histories compared since they had changed
 * @param others histories compared since it was their turn
 * @param days of tenants of which the windows were compared
 * @param rows rows of facts and windows compared
 * @param differences values that differ
 */
public record Reconciliation(int changed, int others, int days, long rows, int differences) {}
