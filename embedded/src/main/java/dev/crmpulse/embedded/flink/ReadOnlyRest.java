package dev.crmpulse.embedded.flink;

import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpServerCodec;

/**
 * Puts {@link ReadOnlyRestHandler} before the REST interface of an embedded cluster. Flink finds it as a service, so it is
 * also on the way of a cluster made of this class path, where {@link #ENABLED} is not set.
 */
public final class ReadOnlyRest implements InboundChannelHandlerFactory {
    static final ConfigOption<Boolean> ENABLED = ConfigOptions.key("crm-pulse.rest.read-only")
            .booleanType()
            .defaultValue(false)
            .withDescription("Answer reading requests of this machine alone.");

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Optional<ChannelHandler> createHandler(Configuration configuration, Map<String, String> responseHeaders) {
        return configuration.get(ENABLED) ? Optional.of(new Installer()) : Optional.empty();
    }

    /** Flink adds such handlers behind the one that stores uploads; requests are to be refused before that. */
    private static final class Installer extends ChannelHandlerAdapter {
        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            String codec = context.pipeline().context(HttpServerCodec.class).name();
            context.pipeline().addAfter(codec, "read-only", new ReadOnlyRestHandler());
            context.pipeline().remove(this);
        }
    }
}
