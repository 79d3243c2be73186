package dev.crmpulse.soak.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.client.cli.CliFrontend;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/** Starts Flink's programs as its scripts do, from its jars. */
record FlinkProcesses(ClusterDirectory directory, Configuration configuration) {
    /** As Flink's own {@code config.yaml} has them. */
    private static final List<String> OPENED = Stream.of(
                    "java.lang",
                    "java.lang.reflect",
                    "java.net",
                    "java.io",
                    "java.nio",
                    "java.text",
                    "java.time",
                    "java.util",
                    "java.util.concurrent",
                    "java.util.concurrent.atomic",
                    "java.util.concurrent.locks",
                    "sun.nio.ch")
            .map(opened -> "--add-opens=java.base/" + opened + "=ALL-UNNAMED")
            .toList();

    JavaProcess jobManager() throws IOException {
        return start(
                "jobmanager",
                List.of("-Xmx512m", "-XX:+UseSerialGC"),
                StandaloneSessionClusterEntrypoint.class,
                List.of("--configDir", directory.flinkConfiguration().toString()));
    }

    /** @param number names its log */
    JavaProcess taskManager(int number) throws IOException {
        TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
        List<String> arguments = new ArrayList<>(
                List.of("--configDir", directory.flinkConfiguration().toString()));
        arguments.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
        List<String> options = new ArrayList<>(words(ProcessMemoryUtils.generateJvmParametersStr(memory)));
        options.add("-XX:+UseParallelGC");
        return start("taskmanager-" + number, options, TaskManagerRunner.class, arguments);
    }

    /**
     * The command {@code flink}.
     *
     * @param number names what it writes
     */
    JavaProcess command(int number, List<String> arguments) throws IOException {
        return start(
                "flink-" + arguments.get(0) + '-' + number,
                List.of("-Xmx512m", "-XX:+UseSerialGC"),
                CliFrontend.class,
                arguments);
    }

    private JavaProcess start(String name, List<String> options, Class<?> mainClass, List<String> arguments)
            throws IOException {
        List<String> all = new ArrayList<>(options);
        // such a cluster lives for minutes: the second compiler would not pay
        all.add("-XX:TieredStopAtLevel=1");
        // and without it the cache of compiled code would be full within these
        all.add("-XX:ReservedCodeCacheSize=240m");
        all.addAll(OPENED);
        List<Path> classPath = ClassPath.flink();
        return JavaProcess.start(
                new JavaProcess.Program(name, all, classPath, mainClass, arguments),
                directory,
                Map.of("FLINK_CONF_DIR", directory.flinkConfiguration().toString()));
    }

    private static List<String> words(String line) {
        return List.of(line.strip().split("\\s+"));
    }
}
