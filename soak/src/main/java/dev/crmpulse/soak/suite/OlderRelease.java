package dev.crmpulse.soak.suite;

import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.jobs.config.ConfigFile;
import dev.crmpulse.jobs.config.LiveConfig;
import dev.crmpulse.jobs.live.CrmPulseJob;
import dev.crmpulse.jobs.live.LiveJob;
import dev.crmpulse.jobs.live.LiveStart;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A release before this one, in which the engagement timeline does not know the visits to stages (M4) yet. */
public final class OlderRelease {
    private static final String UNKNOWN_METRIC = "M4";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final Duration TIMEOUT = Duration.ofSeconds(45);

    private OlderRelease() {}

    /** The program in its jar; takes what {@link CrmPulseJob} does. */
    public static void main(String[] arguments) throws Exception {
        ConfigFile file = ConfigFile.read(Path.of(arguments[arguments.length - 1]));
        LiveConfig config = file.live(Timelines.ALL.stream()
                .map(timeline -> timeline.equals(Timelines.ENGAGEMENT) ? withoutVisits(timeline) : timeline)
                .toList());
        long run = LiveStart.prepare(config, file.tenants().profiles().values(), TIMEOUT);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        LiveJob.build(environment, config, run);
        environment.execute(CrmPulseJob.nameOf(config.timelines()));
    }

    private static Timeline withoutVisits(Timeline present) {
        List<Fold<?, ?>> known = present.folds().stream()
                .filter(fold -> !fold.metric().equals(UNKNOWN_METRIC))
                .toList();
        return new Timeline(present.name(), present.kinds(), present.home(), present.others(), known);
    }

    /**
     * Makes its jar: that of this release with another program in it.
     *
     * @param jar is made
     */
    static void pack(Path jobJar, Path jar) throws IOException {
        Files.copy(jobJar, jar);
        String program = OlderRelease.class.getName().replace('.', '/') + ".class";
        try (FileSystem entries = FileSystems.newFileSystem(jar);
                InputStream compiled = OlderRelease.class.getResourceAsStream("/" + program)) {
            Path entry = entries.getPath(program);
            Files.createDirectories(entry.getParent());
            Files.copy(compiled, entry);
            Manifest manifest;
            try (InputStream in = Files.newInputStream(entries.getPath(MANIFEST))) {
                manifest = new Manifest(in);
            }
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, OlderRelease.class.getName());
            try (OutputStream out = Files.newOutputStream(entries.getPath(MANIFEST))) {
                manifest.write(out);
            }
        }
    }
}
