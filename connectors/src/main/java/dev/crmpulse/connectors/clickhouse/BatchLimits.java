package dev.crmpulse.connectors.clickhouse;

/**
 * How many bytes of rows wait in a writer. Large batches make large parts, which ClickHouse has less to merge of; but they wait
 * on the heap, and each of a job's subtasks has its own.
 *
 * @param fullBatch a batch of so many bytes is encoded before the checkpoint
 * @param mostWaiting rows of many months wait in as many batches: beyond this the largest is encoded, full or not
 * @param mostSpare memory of encoded batches that is kept for the next ones
 */
record BatchLimits(int fullBatch, int mostWaiting, int mostSpare) {
    private static final int SMALLEST_FULL_BATCH = 8 << 20;
    private static final int LARGEST_FULL_BATCH = 32 << 20;
    private static final int BATCHES_OF_HEAP = 32;

    /**
     * Those for a heap of at most so many bytes that so many subtasks may share: for two of them batches of 32 MB from 2 GB on,
     * of 8 MB up to 512 MB.
     */
    static BatchLimits ofHeap(long heapBytes, int subtasks) {
        int full = (int)
                Math.max(SMALLEST_FULL_BATCH, Math.min(LARGEST_FULL_BATCH, heapBytes / BATCHES_OF_HEAP / subtasks));
        return new BatchLimits(full, 3 * full, 2 * full);
    }
}
