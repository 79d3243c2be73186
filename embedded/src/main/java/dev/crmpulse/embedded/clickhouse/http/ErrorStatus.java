package dev.crmpulse.embedded.clickhouse.http;

import java.util.Set;

/** HTTP status of a ClickHouse error code, as ClickHouse's own server maps them. */
final class ErrorStatus {
    private static final Set<Integer> FORBIDDEN = Set.of(192, 193, 497, 512, 516);
    private static final Set<Integer> BAD_REQUEST = Set.of(
            6, 8, 15, 25, 26, 27, 36, 37, 38, 41, 44, 53, 62, 72, 117, 123, 167, 168, 223, 321, 376, 427, 441, 675,
            676);
    private static final Set<Integer> NOT_FOUND = Set.of(46, 47, 50, 56, 60, 63, 73, 78, 81, 115, 152, 336, 511);
    private static final Set<Integer> UNAVAILABLE = Set.of(76, 209, 439);
    private static final int REQUIRED_PASSWORD = 194;
    private static final int QUERY_IS_TOO_LARGE = 229;
    private static final int NOT_IMPLEMENTED = 48;
    private static final int HTTP_LENGTH_REQUIRED = 381;
    private static final int TIMEOUT_EXCEEDED = 159;
    private static final int UNSUPPORTED_MEDIA_TYPE = 779;

    private ErrorStatus() {}

    static int of(int code) {
        if (FORBIDDEN.contains(code)) {
            return 403;
        }
        if (BAD_REQUEST.contains(code)) {
            return 400;
        }
        if (NOT_FOUND.contains(code)) {
            return 404;
        }
        if (UNAVAILABLE.contains(code)) {
            return 503;
        }
        return switch (code) {
            case REQUIRED_PASSWORD -> 401;
            case TIMEOUT_EXCEEDED -> 408;
            case HTTP_LENGTH_REQUIRED -> 411;
            case QUERY_IS_TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case NOT_IMPLEMENTED -> 501;
            default -> 500;
        };
    }
}
