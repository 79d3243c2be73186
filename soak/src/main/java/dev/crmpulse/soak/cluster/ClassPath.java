package dev.crmpulse.soak.cluster;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the processes of a cluster are made of, out of the class path of this one. */
final class ClassPath {
    /** As a distribution of Flink has them in {@code lib}: no connector but the one it generates sequences with. */
    private static final Pattern OF_FLINK = Pattern.compile(
            "(flink-(?!connector).+|flink-connector-datagen|frocksdbjni|kryo|reflectasm|minlog|objenesis|snakeyaml-engine"
                    + "|commons-(cli|collections|compress|io|lang3|math3|text)|javassist|snappy-java|async-profiler|lz4-java"
                    + "|slf4j-api|log4j-.+)-[0-9].*(?<!-tests)\\.jar");

    private ClassPath() {}

    /** Jars of Flink, and the classes that bind a process to this one. */
    static List<Path> flink() {
        return Stream.concat(
                        all().stream().filter(entry -> OF_FLINK.matcher(
                                        entry.getFileName().toString())
                                .matches()),
                        Stream.of(origin(BoundMain.class)))
                .toList();
    }

    /** Everything. */
    static List<Path> all() {
        return Arrays.stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .map(Path::of)
                .toList();
    }

    private static Path origin(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException odd) {
            throw new IllegalStateException("class " + type.getName() + " comes from no file", odd);
        }
    }
}
