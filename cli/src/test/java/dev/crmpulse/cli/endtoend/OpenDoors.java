package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What can be reached of some processes, and by whom. */
final class OpenDoors {
    private static final int FORBIDDEN = 403;

    private OpenDoors() {}

    /**
     * Asserts that all that the processes listen on is loopback, and that no HTTP port answers a request with a foreign
     * Host, a foreign Origin, or from a page of another site.
     *
     * @param known HTTP servers that must be among what was found, so that the search is known to find
     */
    static void assertClosedToTheWorld(List<Long> pids, List<URI> known) throws IOException {
        List<ListeningSocket> sockets = new ArrayList<>();
        for (long pid : pids) {
            sockets.addAll(ListeningSocket.of(pid));
        }
        assertThat(sockets)
                .extracting(ListeningSocket::port)
                .containsAll(known.stream().map(URI::getPort).toList());
        assertThat(sockets).allSatisfy(socket -> assertThat(socket.address().isLoopbackAddress())
                .as("%s is loopback", socket)
                .isTrue());
        List<Integer> http = new ArrayList<>();
        for (ListeningSocket socket : sockets) {
            String here = "127.0.0.1:" + socket.port();
            OptionalInt rebound = socket.get("Host", "attacker.example:" + socket.port());
            if (rebound.isPresent()) {
                http.add(socket.port());
                assertThat(rebound).as("a foreign Host at %s", socket).hasValue(FORBIDDEN);
                assertThat(socket.get("Host", here, "Origin", "http://attacker.example"))
                        .as("a foreign Origin at %s", socket)
                        .hasValue(FORBIDDEN);
                assertThat(socket.get("Host", here, "Origin", "null"))
                        .as("a sandboxed page at %s", socket)
                        .hasValue(FORBIDDEN);
                assertThat(socket.get("Host", here, "Sec-Fetch-Site", "cross-site"))
                        .as("an image of a page at %s", socket)
                        .hasValue(FORBIDDEN);
                assertThat(socket.get()).as("no Host at %s", socket).hasValue(FORBIDDEN);
            }
        }
        assertThat(http).containsAll(known.stream().map(URI::getPort).toList());
    }
}
