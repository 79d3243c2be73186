package dev.crmpulse.connectors.files;

import java.util.HashMap;
import java.util.Map;

/** Numbers the rows of each case in the order they come. */
final class CaseRows {
    private final Map<String, Long> rows = new HashMap<>();

    /** The number of the next row of this case, from 1; 0 for a row without one. */
    long next(String caseId) {
        return caseId == null || caseId.isBlank() ? 0 : rows.merge(caseId, 1L, Long::sum);
    }
}
