package dev.crmpulse.embedded.flink;

import dev.crmpulse.embedded.port.LocalRequests;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.shaded.netty4.io.netty.buffer.Unpooled;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelDuplexHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelFutureListener;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelPromise;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultFullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.FullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpMethod;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpVersion;
import org.apache.flink.shaded.netty4.io.netty.util.ReferenceCountUtil;

/**
 * Lets through what shows jobs and metrics and changes nothing, asked from this machine. Flink's own switches would leave the
 * submission of serialized jobs, which run code, and cancellations that are plain GETs.
 */
final class ReadOnlyRestHandler extends ChannelDuplexHandler {
    private static final String JOB = "/jobs/[0-9a-f]{32}";
    private static final String VERTEX = JOB + "/vertices/[0-9a-f]{32}";

    /** Matched against the path as it was sent: what is percent-encoded is none of these. */
    private static final Pattern READABLE = Pattern.compile(
            "/(config|overview|jobs|jobs/overview|jobs/metrics|jobmanager/metrics|taskmanagers|taskmanagers/metrics)"
                    + "|/taskmanagers/[0-9A-Za-z_.-]+(/metrics)?"
                    + "|" + JOB
                    + "(/(accumulators|checkpoints|checkpoints/config|checkpoints/details/[0-9]+|config|exceptions|metrics"
                    + "|plan|resource-requirements))?"
                    + "|" + VERTEX
                    + "(/(accumulators|backpressure|metrics|subtasks/metrics|subtasktimes|taskmanagers|watermarks))?");

    private static final String CROSS_ORIGIN_HEADERS = "access-control-";

    private boolean refusing;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            Optional<FullHttpResponse> refusal = refusal(context, request);
            refusing = refusal.isPresent();
            if (refusal.isPresent()) {
                var unused = context.writeAndFlush(refusal.get()).addListener(ChannelFutureListener.CLOSE);
            }
        }
        if (refusing) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            response.headers().names().stream()
                    .filter(name -> name.regionMatches(true, 0, CROSS_ORIGIN_HEADERS, 0, CROSS_ORIGIN_HEADERS.length()))
                    .forEach(response.headers()::remove);
        }
        var unused = context.write(message, promise);
    }

    private static Optional<FullHttpResponse> refusal(ChannelHandlerContext context, HttpRequest request) {
        int port = ((InetSocketAddress) context.channel().localAddress()).getPort();
        Optional<String> foreign =
                LocalRequests.refusal(port, name -> request.headers().getAll(name));
        if (foreign.isPresent()) {
            return foreign.map(reason -> response(HttpResponseStatus.FORBIDDEN, reason));
        }
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            return Optional.of(response(
                    HttpResponseStatus.METHOD_NOT_ALLOWED, "jobs can be looked at here, not submitted or changed"));
        }
        int query = request.uri().indexOf('?');
        String path = query < 0 ? request.uri() : request.uri().substring(0, query);
        return READABLE.matcher(path).matches()
                ? Optional.empty()
                : Optional.of(
                        response(
                                HttpResponseStatus.FORBIDDEN,
                                "there are jobs and metrics to look at here: try /jobs/overview, /jobs/:id/plan, /jobs/:id/metrics"));
    }

    private static FullHttpResponse response(HttpResponseStatus status, String reason) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(reason + "\n", StandardCharsets.UTF_8));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=UTF-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, "close");
        return response;
    }
}
