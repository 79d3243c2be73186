package dev.crmpulse.page;

/**
 * What a request is answered.
 *
 * @param status of HTTP
 * @param caching how long a browser may keep it
 */
record Answer(int status, String contentType, Content content, Caching caching) {
    static final String JSON = "application/json; charset=utf-8";

    private static final int OK = 200;

    /** How long a browser may keep an answer. */
    enum Caching {
        /** Figures. */
        NEVER("no-store"),
        /** Kept, but asked for each time whether it still holds. */
        ASK("no-cache"),
        /** Its name changes with it. */
        FOR_EVER("public, max-age=31536000, immutable");

        private final String header;

        Caching(String header) {
            this.header = header;
        }

        String header() {
            return header;
        }
    }

    static Answer json(Content content, Caching caching) {
        return new Answer(OK, JSON, content, caching);
    }

    static Answer file(String contentType, Content content, Caching caching) {
        return new Answer(OK, contentType, content, caching);
    }

    boolean isCompressible() {
        boolean isText = contentType.startsWith("text/") || contentType.contains("json") || contentType.contains("svg");
        return isText && content.isWorthCompressing();
    }
}
