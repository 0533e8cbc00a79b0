package com.oetpraxis.realtime.stream;

import org.springframework.web.socket.CloseStatus;

/** Why a stream is closed (catalogue 8.6). */
enum StreamClose {
    COMPLETED(1000, "session completed"),
    RESTART(1001, "server restarts, reconnect"),
    MALFORMED(4400, "malformed messages"),
    BAD_TOKEN(4401, "bad token"),
    NOT_ALLOWED(4403, "not allowed"),
    UNKNOWN_SESSION(4404, "unknown session"),
    HEARTBEAT_LOST(4408, "heartbeat lost"),
    REPLACED(4409, "replaced by a newer connection"),
    ENDED(4410, "session ended"),
    TOO_MANY(4429, "too many messages"),
    FAILED(1011, "server error");

    private final int code;
    private final String reason;

    StreamClose(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    CloseStatus status() {
        return new CloseStatus(code, reason);
    }
}
