package dev.crmpulse.dashboards.generation;

import dev.crmpulse.dashboards.GrafanaBoards;
import dev.crmpulse.dashboards.alerting.GrafanaAlerts;
import java.io.IOException;

/** Writes boards, and then the alert rules, which lead to panels of these. */
public final class GeneratedFiles {
    private GeneratedFiles() {}

    /** {@code GeneratedFiles DIRECTORY}: that of the module. */
    public static void main(String[] args) throws IOException {
        GrafanaBoards.main(args);
        GrafanaAlerts.main(args);
    }
}
