package com.oetpraxis.devstack.rehearse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The gateway as a rehearsal sees it: a few calls by path, and one stream that follows a script.
 */
final class StandInSuite implements AutoCloseable {

    private final ServerSocket server;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Script script = stream -> {};

    record Reply(int status, String body) {}

    /** What the server says and hears on the stream. */
    interface Script {
        void play(Stream stream) throws IOException;
    }

    StandInSuite() {
        try {
            server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::acceptAll);
        answer("POST /v1/auth/login", 200, "{\"accessToken\":\"t\"}");
        answer(
                "GET /v1/sessions/scenarios",
                200,
                """
                {"scenarios":[
                  {"id":"1","title":"Marcus and his cough","difficulty":"beginner","duration":5},
                  {"id":"2","title":"Bandages that itch","difficulty":"beginner","duration":5}]}
                """);
        answer(
                "POST /v1/sessions/create",
                201,
                """
                {"sessionId":"s","websocketUrl":"ws://127.0.0.1:%d/v1/sessions/s/stream",
                 "scenario":{"candidateCard":{"setting":"A clinic","role":"You are the nurse.",
                                              "tasks":["Find out about the pain."]}}}
                """
                        .formatted(server.getLocalPort()));
        answer("POST /v1/sessions/s/ticket", 200, "{\"ticket\":\"once\"}");
        answer(
                "GET /v1/sessions/s/feedback",
                200,
                "{\"status\":\"ready\",\"overallScore\":71,\"feedback\":{\"summary\":\"Well done.\"}}");
        answer("GET /v1/sessions/s/transcript", 200, "{\"turns\":[]}");
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    void answer(String call, int status, String body) {
        replies.put(call, new Reply(status, body));
    }

    void stream(Script next) {
        script = next;
    }

    /** Method, path and body of each call, in their order. */
    List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                var connection = server.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = new DataInputStream(connection.getInputStream());
            var request = line(in).split(" ", -1);
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            for (var line = line(in); !line.isEmpty(); line = line(in)) {
                var colon = line.indexOf(':');
                headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
            var key = headers.get("sec-websocket-key");
            if (key != null) {
                upgrade(connection.getOutputStream(), key);
                var stream = new Stream(in, connection.getOutputStream());
                script.play(stream);
                connection.setSoTimeout(5_000);
                stream.hear("close"); // a reset before that would swallow what was said last
                return;
            }
            var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            var body = new String(in.readNBytes(length), UTF_8);
            var call = request[0] + ' ' + request[1].replaceFirst("\\?.*", "");
            asked.add((call + ' ' + body).strip());
            answer(connection.getOutputStream(), replies.getOrDefault(call, new Reply(404, "{}")));
        } catch (IOException e) {
            // the client has gone; what it saw is what the test asks about
        }
    }

    private static void answer(OutputStream out, Reply reply) throws IOException {
        var bytes = reply.body().getBytes(UTF_8);
        out.write(
                "HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                        .formatted(reply.status(), bytes.length)
                        .getBytes(ISO_8859_1));
        out.write(bytes);
        out.flush();
    }

    private static void upgrade(OutputStream out, String key) throws IOException {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-1")
                            .digest(
                                    (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                                            .getBytes(ISO_8859_1));
            out.write(
                    "HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n"
                            .formatted(Base64.getEncoder().encodeToString(digest))
                            .getBytes(ISO_8859_1));
            out.flush();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String line(DataInputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(ISO_8859_1);
    }

    /** The server's side of one connection (RFC 6455); messages in one frame each. */
    static final class Stream {

        private static final int TEXT = 1;
        private static final int BINARY = 2;
        private static final int CLOSE = 8;

        private final DataInputStream in;
        private final OutputStream out;

        Stream(DataInputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        void say(String json) throws IOException {
            send(TEXT, json.getBytes(UTF_8));
        }

        void close(int code) throws IOException {
            send(CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
        }

        /** The next message of this type, all else left out; null once the client closes. */
        @Nullable String hear(String type) throws IOException {
            while (true) {
                var frame = frame();
                if (frame.opcode == CLOSE) {
                    return null;
                }
                var said =
                        frame.opcode == BINARY
                                ? "{\"type\":\"binary\"}"
                                : new String(frame.payload, UTF_8);
                if (said.contains("\"type\":\"" + type + '"')) {
                    return said;
                }
            }
        }

        private static final class Frame {
            final int opcode;
            final byte[] payload;

            Frame(int opcode, byte[] payload) {
                this.opcode = opcode;
                this.payload = payload;
            }
        }

        private Frame frame() throws IOException {
            var opcode = in.readUnsignedByte() & 0x0f;
            var length = in.readUnsignedByte() & 0x7f;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = (int) in.readLong();
            }
            var mask = in.readNBytes(4);
            var payload = in.readNBytes(length);
            for (var i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i % 4];
            }
            return new Frame(opcode, payload);
        }

        private void send(int opcode, byte[] payload) throws IOException {
            out.write(0x80 | opcode);
            if (payload.length < 126) {
                out.write(payload.length);
            } else {
                out.write(126);
                out.write(payload.length >> 8);
                out.write(payload.length);
            }
            out.write(payload);
            out.flush();
        }
    }
}
