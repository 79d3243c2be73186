package dev.crmpulse.cli.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An address and a port that a process listens on, as the kernel lists it. */
record ListeningSocket(InetAddress address, int port) {
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
    private static final Pattern STATUS = Pattern.compile("(?s)HTTP/1\\.\\d (\\d{3}) .*");
    private static final String LISTENING = "0A";
    private static final int TIMEOUT_MILLIS = 5_000;

    /** All sockets that a process listens on. */
    static List<ListeningSocket> of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        Set<String> inodes = inodes(process.resolve("fd"));
        List<ListeningSocket> sockets = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(process.resolve("net").resolve(table))) {
                String[] columns = line.strip().split("\\s+", -1);
                if (columns[3].equals(LISTENING) && inodes.contains(columns[9])) {
                    sockets.add(parse(columns[1]));
                }
            }
        }
        return sockets;
    }

    private static Set<String> inodes(Path descriptors) throws IOException {
        try (Stream<Path> files = Files.list(descriptors)) {
            return files.map(ListeningSocket::target)
                    .map(SOCKET::matcher)
                    .filter(Matcher::matches)
                    .map(socket -> socket.group(1))
                    .collect(Collectors.toSet());
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException closed) {
            return "";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads {@code 0100007F:1F90}: words of four bytes, the last byte first. */
    private static ListeningSocket parse(String hex) throws IOException {
        String[] parts = hex.split(":", -1);
        byte[] words = HexFormat.of().parseHex(parts[0]);
        byte[] address = new byte[words.length];
        for (int i = 0; i < words.length; i++) {
            address[i] = words[i / 4 * 4 + 3 - i % 4];
        }
        return new ListeningSocket(InetAddress.getByAddress(address), Integer.parseInt(parts[1], 16));
    }

    /**
     * What a GET of {@code /} with these headers is answered; empty where HTTP is not spoken.
     *
     * @param headers name, value, name, value …
     */
    OptionalInt get(String... headers) throws IOException {
        StringBuilder request = new StringBuilder("GET / HTTP/1.1\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        request.append("Connection: close\r\n\r\n");
        try (Socket socket = new Socket(address, port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            Matcher status = STATUS.matcher(new String(in.readNBytes(64), StandardCharsets.ISO_8859_1));
            return status.matches() ? OptionalInt.of(Integer.parseInt(status.group(1))) : OptionalInt.empty();
        } catch (SocketTimeoutException | SocketException notHttp) {
            // nothing is answered, or the connection cut: another protocol
            return OptionalInt.empty();
        }
    }
}
