package dev.crmpulse.verify.reconciliation;

/**
 * What came of a pass.
 *
 * @param changed histories compared since they had changed
 * @param others histories compared since it was their turn
 * @param rows rows of facts compared
 * @param differences values that differ
 */
public record Reconciliation(int changed, int others, long rows, int differences) {}
