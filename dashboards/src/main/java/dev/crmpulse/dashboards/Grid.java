package dev.crmpulse.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Places panels from left to right and, where a line is full, below it. */
final class Grid {
    static final int WIDTH = 24;

    private int x;
    private int y;
    private int lineHeight;

    /** The next place of this size. */
    ObjectNode place(int width, int height) {
        if (x + width > WIDTH) {
            endLine();
        }
        ObjectNode place = Json.object().put("x", x).put("y", y).put("w", width).put("h", height);
        x += width;
        lineHeight = Math.max(lineHeight, height);
        return place;
    }

    /** What is placed next begins a line. */
    void endLine() {
        y += lineHeight;
        x = 0;
        lineHeight = 0;
    }
}
