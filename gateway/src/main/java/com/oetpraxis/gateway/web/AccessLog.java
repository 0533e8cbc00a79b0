package com.oetpraxis.gateway.web;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * One JSON object per request with the fields of catalogue 4.7; {@code service} is who answered, so
 * it is the log of routing decisions as well. The query is left out, for it may hold tickets and
 * tokens.
 */
@Component
class AccessLog {

    private static final Logger log = LoggerFactory.getLogger("access");

    /** Paths whose last part is a secret. */
    private static final Pattern SECRET_PATH = Pattern.compile("(.*/shared/reports/)[^/]+(.*)");

    private final Clock clock;

    AccessLog(Clock clock) {
        this.clock = clock;
    }

    void write(ServerWebExchange exchange, GatewayCall call, int status, long nanos) {
        if (!log.isInfoEnabled()) {
            return;
        }
        var line = new StringBuilder(320);
        line.append("{\"timestamp\":\"")
                .append(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .append('"');
        member(line, "request_id", call.requestId());
        member(line, "service", call.service());
        member(line, "method", exchange.getRequest().getMethod().name());
        member(line, "path", masked(call.path()));
        line.append(",\"status_code\":").append(status);
        line.append(",\"duration_ms\":");
        milliseconds(line, nanos / 1_000);
        if (call.userId() != null) {
            member(line, "user_id", call.userId());
        }
        member(line, "ip", call.clientAddress());
        log.info("{}", line.append('}'));
    }

    /** The path of this request as it may be logged. */
    static String path(ServerWebExchange exchange) {
        return masked(GatewayCall.of(exchange).path());
    }

    private static String masked(String path) {
        if (!path.contains("/shared/")) {
            return path;
        }
        var secret = SECRET_PATH.matcher(path);
        return secret.matches() ? secret.group(1) + "***" + secret.group(2) : path;
    }

    private static void milliseconds(StringBuilder line, long micros) {
        var fraction = (int) (micros % 1_000);
        line.append(micros / 1_000).append('.');
        line.append((char) ('0' + fraction / 100));
        line.append((char) ('0' + fraction / 10 % 10));
        line.append((char) ('0' + fraction % 10));
    }

    private static void member(StringBuilder line, String name, String value) {
        line.append(",\"").append(name).append("\":\"");
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < ' ') {
                line.append("\\u00");
                line.append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }
}
