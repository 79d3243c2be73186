package dev.crmpulse.embedded.kafka;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The listening sockets of a broker, bound before it starts: a port that is looked up, let go and bound again a second
 * later may be somebody else's by then.
 */
final class BrokerSockets implements ServerSocketFactory, AutoCloseable {
    static final String HOST = InetAddress.getLoopbackAddress().getHostAddress();
    static final String CLIENTS = "CLIENTS";
    static final String CONTROLLER = "CONTROLLER";

    private static final int BACKLOG = 50;

    private final Map<String, ServerSocketChannel> waiting = new LinkedHashMap<>();
    private final int clientPort;
    private final int controllerPort;

    private BrokerSockets(int port) throws IOException {
        try {
            clientPort = bind(CLIENTS, port);
            controllerPort = bind(CONTROLLER, 0);
        } catch (IOException failure) {
            close();
            throw failure;
        }
    }

    /**
     * Binds both on loopback.
     *
     * @param port of the listener for clients; 0 takes a free one
     * @throws BindException if somebody else has the port
     */
    static BrokerSockets bind(int port) throws IOException {
        return new BrokerSockets(port);
    }

    int clientPort() {
        return clientPort;
    }

    int controllerPort() {
        return controllerPort;
    }

    private int bind(String listener, int port) throws IOException {
        ServerSocketChannel socket = ServerSocketChannel.open();
        waiting.put(listener, socket);
        try {
            socket.bind(new InetSocketAddress(HOST, port), BACKLOG);
        } catch (BindException taken) {
            throw (BindException)
                    new BindException("Kafka cannot listen on port " + port + " of " + HOST + ": " + taken.getMessage())
                            .initCause(taken);
        }
        socket.configureBlocking(false);
        return socket.socket().getLocalPort();
    }

    @Override
    public synchronized ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBufferBytes) throws IOException {
        ServerSocketChannel socket = waiting.remove(listener);
        if (socket == null) {
            throw new IOException("listener " + listener + " at " + address + " is none of this broker's, or open");
        }
        return socket;
    }

    /** Lets go of what the broker did not take; what it took is its own to close. */
    @Override
    public synchronized void close() throws IOException {
        for (ServerSocketChannel socket : waiting.values()) {
            socket.close();
        }
        waiting.clear();
    }
}
