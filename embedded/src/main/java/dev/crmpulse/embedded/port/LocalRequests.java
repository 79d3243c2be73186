package dev.crmpulse.embedded.port;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which HTTP requests a server on loopback answers. Everything on this machine reaches loopback, and so does every web page
 * that a browser on it shows; a page is recognised by the headers that no page can choose: {@code Host}, which
 * carries a name of the page's owner where that name was pointed here (DNS rebinding), {@code Origin} and {@code Sec-Fetch-Site}.
 */
public final class LocalRequests {
    private static final List<String> HOSTS = List.of("127.0.0.1", "localhost", "[::1]");
    private static final List<String> OWN_SITES = List.of("same-origin", "none");
    private static final int HTTP_PORT = 80;

    private LocalRequests() {}

    /**
     * Why a request is refused; empty where it is answered.
     *
     * @param port that it came in by
     * @param headers all values of a header, by its name
     */
    public static Optional<String> refusal(int port, Function<String, List<String>> headers) {
        List<String> hosts = headers.apply("Host");
        if (hosts.size() != 1 || !isOwn(hosts.get(0), port)) {
            return Optional.of("the Host header must be 127.0.0.1, localhost or [::1] with port " + port);
        }
        for (String origin : headers.apply("Origin")) {
            if (!origin.toLowerCase(Locale.ROOT).equals("http://" + hosts.get(0).toLowerCase(Locale.ROOT))) {
                return Optional.of("pages of another origin are not answered");
            }
        }
        for (String site : headers.apply("Sec-Fetch-Site")) {
            if (!OWN_SITES.contains(site.toLowerCase(Locale.ROOT))) {
                return Optional.of("pages of another origin are not answered");
            }
        }
        return Optional.empty();
    }

    /**
     * The same for a document, which a reader may open by a link that another page shows, such as one in a chat: that page does
     * not see what is opened. In a frame of that page it is refused.
     */
    public static Optional<String> refusalOfDocument(int port, Function<String, List<String>> headers) {
        boolean opensWindow = headers.apply("Sec-Fetch-Mode").equals(List.of("navigate"))
                && headers.apply("Sec-Fetch-Dest").equals(List.of("document"));
        return refusal(port, name -> opensWindow && name.equals("Sec-Fetch-Site") ? List.of() : headers.apply(name));
    }

    private static boolean isOwn(String host, int port) {
        String lower = host.toLowerCase(Locale.ROOT);
        return HOSTS.stream()
                .anyMatch(own -> lower.equals(own + ":" + port) || (port == HTTP_PORT && lower.equals(own)));
    }
}
