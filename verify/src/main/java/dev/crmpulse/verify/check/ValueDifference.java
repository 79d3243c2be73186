package dev.crmpulse.verify.check;

/**
 * One value that streaming and batch do not agree on.
 *
 * @param history key of the history that the row follows from, empty where nobody asked for it; of a window that of its day, {@link TenantDay}
 * @param row tenant and id of the fact
 * @param column column that differs; empty where the whole row is missing on one side
 * @param streamed value of the fact view, as text
 * @param recomputed value of the truth view, as text
 */
public record ValueDifference(
        String metric, String history, String row, String column, String streamed, String recomputed)
        implements Difference {
    @Override
    public String text() {
        return metric + " row " + row + (column.isEmpty() ? "" : " column " + column) + ": streamed " + streamed
                + ", recomputed " + recomputed;
    }
}
