package com.oetpraxis.shared.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;

/** A body that can be read again where the first reading failed, unless it is very long. */
class KeptBody implements HttpInputMessage {

    private static final int MAX_LENGTH = 65_536;

    private final HttpHeaders headers;
    private final InputStream body;
    private final byte[] kept;
    private final Type target;

    KeptBody(HttpInputMessage message, Type target) throws IOException {
        this.headers = message.getHeaders();
        this.target = target;
        var rest = message.getBody();
        this.kept = rest.readNBytes(MAX_LENGTH);
        var begin = new ByteArrayInputStream(kept);
        this.body = kept.length < MAX_LENGTH ? begin : new SequenceInputStream(begin, rest);
    }

    /** All of it; null if it is too long to be kept. */
    byte @Nullable [] bytes() {
        return kept.length < MAX_LENGTH ? kept : null;
    }

    /** What it was to become. */
    Type target() {
        return target;
    }

    @Override
    public InputStream getBody() {
        return body;
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }
}
