package dev.crmpulse.page;

/** A request that gets an error, with the sentence that its sender reads: it repeats no value, no SQL and no secret. */
final class RefusedRequest extends Exception {
    private static final long serialVersionUID = 1L;

    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int SUPERSEDED = 409;
    static final int TOO_LARGE = 413;
    static final int UNSUPPORTED_MEDIA_TYPE = 415;
    static final int FAILED = 500;
    static final int UNAVAILABLE = 503;
    static final int TOO_SLOW = 504;

    private final int status;

    RefusedRequest(int status, String reason) {
        super(reason);
        this.status = status;
    }

    static RefusedRequest badRequest(String reason) {
        return new RefusedRequest(BAD_REQUEST, reason);
    }

    static RefusedRequest notFound(String reason) {
        return new RefusedRequest(NOT_FOUND, reason);
    }

    /** Of HTTP. */
    int status() {
        return status;
    }
}
