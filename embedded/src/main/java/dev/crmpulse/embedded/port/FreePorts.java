package dev.crmpulse.embedded.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports on loopback that nobody listens on. */
public final class FreePorts {
    private static final int FIRST = 20_000;

    /** From here on Linux gives ports away by itself; others begin higher. */
    private static final int FIRST_OF_SYSTEM = 32_768;

    private static final int ATTEMPTS = 10_000;

    private FreePorts() {}

    /** Whether anybody listens on the port now. */
    public static boolean isUsed(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return !probe.isBound();
        } catch (IOException taken) {
            return true;
        }
    }

    /**
     * Different ports, free a moment ago. They are none of those that a system gives to a connection or to whoever asks
     * for any port, so that they are likely to be free still when somebody listens on them.
     */
    public static int[] find(int count) throws IOException {
        Set<Integer> ports = new LinkedHashSet<>();
        for (int attempt = 0; ports.size() < count; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, FIRST_OF_SYSTEM);
            if (!isUsed(port)) {
                ports.add(port);
            } else if (attempt == ATTEMPTS) {
                throw new IOException("no free port of 127.0.0.1 found between " + FIRST + " and " + FIRST_OF_SYSTEM);
            }
        }
        return ports.stream().mapToInt(Integer::intValue).toArray();
    }
}
