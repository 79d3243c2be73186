package dev.crmpulse.dashboards;

import java.util.Locale;

/** A language that boards are written in. */
public enum Language {
    EN,
    ZH;

    /** Name of its folder, and the end of its boards' uids. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
