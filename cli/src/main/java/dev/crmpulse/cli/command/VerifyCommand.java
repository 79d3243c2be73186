package dev.crmpulse.cli.command;

import dev.crmpulse.verify.check.Verification;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Recomputes every metric from the raw events with SQL and shows where the streaming result differs. */
@Command(
        name = "verify",
        description =
                "Streaming = batch, metric by metric; exit 1 on any difference, naming metric, row and both values.")
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private FiguresOption figures;

    @Override
    public Integer call() throws Exception {
        boolean equal = figures.useEndpoint(endpoint -> {
            try (VerifyProgress progress = new VerifyProgress()) {
                return Verification.ofAll(endpoint, progress).run().stream()
                        .allMatch(check -> check.differences().isEmpty());
            }
        });
        return equal ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
