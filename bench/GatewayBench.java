import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.oetpraxis.devstack.server.EmbeddedRedis;
import com.oetpraxis.devstack.server.Ports;
import com.oetpraxis.devstack.server.ServiceKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How many requests per second go through our gateway, and through others with the same features:
 * token check, rate limit in Redis, access log in a file. Run by {@code gateway.sh}.
 *
 * <p>The load is 32 connections of HTTP/1.1 with keep-alive, each a thread that writes a request and
 * reads its answer by plain blocking sockets, and so is the service behind the gateways: at some 20
 * microseconds a request neither is the bottleneck. Each gateway has a core of its own where the
 * system can pin it ({@code taskset}); how much of it was used is printed, and should be near 100%.
 *
 * <p>Every answer is checked: status 200 and the very body of the service. One wrong answer ends
 * the benchmark with an error.
 */
class GatewayBench {

    static final int RUNS = Integer.getInteger("runs", 7);
    static final int SECONDS = Integer.getInteger("seconds", 4);
    static final int WARM_UP = Integer.getInteger("warm-up", 5);

    /** One caller by default, as all gateways get the same token; more of them take turns. */
    static final int CALLERS = Integer.getInteger("callers", 1);

    /** Of our limits; high enough that nothing is refused. */
    static final int SCALE = Integer.getInteger("scale", 10_000);

    static final int CONNECTIONS = 32;
    static final String PATH = "/v1/users/me";
    static final byte[] BODY = body();
    static final String[] PIN = System.getProperty("pin", "").trim().split(" +");

    /** For all gateways on a JVM; the collector is what a JVM chooses on one core. */
    static final List<String> FLAGS =
            List.of(
                    "-Xms512m",
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    record Run(double perSecond, double p50, double p99, double cpu) {}

    record Gateway(String name, int port, Process process, Path log, List<Run> runs) {

        double median(java.util.function.ToDoubleFunction<Run> figure) {
            var sorted = runs.stream().mapToDouble(figure).sorted().toArray();
            return sorted[sorted.length / 2];
        }
    }

    static List<byte[]> requests = List.of();

    static void main() throws Exception {
        var home = Path.of(System.getProperty("home"));
        var key = ServiceKeys.generate("bench");
        requests = requests(key);
        var redis = EmbeddedRedis.start(Ports.free());
        var gateways = new ArrayList<Gateway>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gateways, redis)));
        try {
            measure(home, key, redis, gateways);
        } catch (Exception e) {
            System.err.println("The gateway row failed: " + e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    static void measure(Path home, RSAKey key, EmbeddedRedis redis, List<Gateway> gateways)
            throws Exception {
        var upstream = "http://127.0.0.1:" + serve(ServiceKeys.publicSet(List.of(key)));
        var redisUrl = "redis://127.0.0.1:" + redis.port();
        var java = System.getProperty("java.home") + "/bin/java";

        var ours = new ArrayList<>(List.of(java));
        ours.addAll(FLAGS);
        ours.addAll(
                List.of(
                        "-jar",
                        "gateway/target/app/gateway-0.1.0-SNAPSHOT.jar",
                        "--gateway.rate-limit.scale=" + SCALE));
        var services = new java.util.HashMap<String, String>();
        for (var service : List.of("USER", "SESSION", "CONTENT", "BILLING", "REALTIME", "AI")) {
            services.put(service + "_SERVICE_URL", upstream);
        }
        services.put("MANAGEMENT_PORT", Integer.toString(Ports.free()));
        gateways.add(start(home, "ours", ours, redisUrl, services));

        var stock = new ArrayList<>(List.of(java));
        stock.addAll(FLAGS);
        stock.addAll(
                List.of(
                        "-Dreactor.netty.http.server.accessLogEnabled=true",
                        "-jar",
                        "bench/stock-gateway/target/stock-gateway/stock-gateway.jar"));
        gateways.add(start(home, "stock", stock, redisUrl, Map.of("UPSTREAM", upstream)));

        if (Boolean.getBoolean("node")) {
            for (var name : List.of("Express", "Fastify")) {
                var script = "bench/node/" + name.toLowerCase(Locale.ROOT) + ".js";
                gateways.add(
                        start(
                                home,
                                name,
                                List.of("node", script),
                                redisUrl,
                                Map.of("UPSTREAM", upstream, "NODE_ENV", "production")));
            }
        }

        for (var gateway : gateways) {
            awaitReady(gateway);
            load(gateway, WARM_UP);
        }
        for (var i = 0; i < RUNS; i++) {
            for (var gateway : gateways) {
                gateway.runs().add(load(gateway, SECONDS));
            }
        }
        for (var gateway : gateways) {
            requireLogged(gateway);
        }
        print(gateways);
    }

    static void print(List<Gateway> gateways) {
        for (var gateway : gateways) {
            System.out.printf(
                    Locale.ROOT,
                    "%-46s %8.0f requests/s  p50 %5.1f ms  p99 %5.1f ms  core %3.0f%%%n",
                    "gateway, " + gateway.name(),
                    gateway.median(Run::perSecond),
                    gateway.median(Run::p50),
                    gateway.median(Run::p99),
                    gateway.median(Run::cpu) * 100);
        }
        var ours = gateways.getFirst();
        for (var other : gateways.subList(1, gateways.size())) {
            var least = Double.MAX_VALUE;
            var most = 0.0;
            for (var i = 0; i < RUNS; i++) {
                var ratio = ours.runs().get(i).perSecond() / other.runs().get(i).perSecond();
                least = Math.min(least, ratio);
                most = Math.max(most, ratio);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-46s %8.2f times       (single runs %.2f to %.2f)%n",
                    "gateway, ours / " + other.name(),
                    ours.median(Run::perSecond) / other.median(Run::perSecond),
                    least,
                    most);
        }
    }

    // the gateways

    static Gateway start(
            Path home,
            String name,
            List<String> command,
            String redisUrl,
            Map<String, String> environment)
            throws IOException {
        var port = Ports.free();
        var log = home.resolve(name + ".log");
        var pinned = new ArrayList<String>();
        if (!PIN[0].isEmpty()) {
            pinned.addAll(List.of(PIN));
        }
        pinned.addAll(command);
        var builder = new ProcessBuilder(pinned).redirectErrorStream(true);
        builder.redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().put("REDIS_URL", redisUrl);
        return new Gateway(name, port, builder.start(), log, new ArrayList<>());
    }

    /** Ready is who lets the token through, refuses a call without one and tells of a limit. */
    static void awaitReady(Gateway gateway) throws Exception {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (true) {
            try (var connection = new Connection(gateway.port())) {
                connection.ask(requests.getFirst());
                var head = connection.head.toLowerCase(Locale.ROOT);
                if (!head.contains("ratelimit") || head.contains("remaining: -")) {
                    throw new WrongAnswer("no limit was kept: " + connection.head);
                }
                break;
            } catch (IOException | WrongAnswer e) {
                if (!gateway.process().isAlive() || System.nanoTime() > until) {
                    throw new IllegalStateException(
                            gateway.name() + " did not become ready: " + e.getMessage()
                                    + System.lineSeparator()
                                    + Files.readString(gateway.log()),
                            e);
                }
                TimeUnit.MILLISECONDS.sleep(250);
            }
        }
        try (var connection = new Connection(gateway.port())) {
            connection.ask(request(null));
            throw new IllegalStateException(gateway.name() + " let a call without a token through");
        } catch (WrongAnswer e) {
            if (!e.getMessage().startsWith("HTTP/1.1 401")) {
                throw new IllegalStateException(gateway.name() + ": " + e.getMessage(), e);
            }
        }
    }

    /** Whether there is a line for each request; some may still be on their way. */
    static void requireLogged(Gateway gateway) throws IOException {
        long answered = 0;
        for (var run : gateway.runs()) {
            answered += Math.round(run.perSecond() * SECONDS);
        }
        long lines;
        try (var log = Files.lines(gateway.log())) {
            lines = log.filter(line -> line.contains(PATH)).count();
        }
        if (lines < answered) {
            throw new IllegalStateException(
                    gateway.name() + " logged " + lines + " of " + answered + " calls");
        }
    }

    static void stop(List<Gateway> gateways, EmbeddedRedis redis) {
        gateways.forEach(gateway -> gateway.process().destroyForcibly());
        try {
            redis.close();
        } catch (IOException e) {
            System.err.println("Redis was not stopped: " + e.getMessage());
        }
    }

    // the load

    static Run load(Gateway gateway, int seconds) throws Exception {
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            var ready = new CountDownLatch(CONNECTIONS);
            var go = new CountDownLatch(1);
            var times = new ArrayList<Future<long[]>>();
            for (var i = 0; i < CONNECTIONS; i++) {
                var first = i;
                times.add(
                        threads.submit(() -> {
                            try (var connection = new Connection(gateway.port())) {
                                ready.countDown();
                                go.await();
                                return ask(connection, first, seconds);
                            } finally {
                                ready.countDown();
                            }
                        }));
            }
            ready.await();
            var cpu = cpu(gateway);
            var started = System.nanoTime();
            go.countDown();
            var all = new ArrayList<long[]>();
            for (var time : times) {
                try {
                    all.add(time.get());
                } catch (ExecutionException e) {
                    throw new IllegalStateException(gateway.name() + ": " + e.getCause(), e);
                }
            }
            var took = System.nanoTime() - started;
            var used = cpu(gateway).minus(cpu).toNanos();
            var sorted = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return new Run(
                    sorted.length * 1e9 / took,
                    sorted[sorted.length / 2] / 1e6,
                    sorted[(int) (sorted.length * 0.99)] / 1e6,
                    (double) used / took);
        }
    }

    static long[] ask(Connection connection, int first, int seconds)
            throws IOException, WrongAnswer {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        var times = new long[1 << 12];
        var made = 0;
        var caller = first;
        long now;
        do {
            var started = System.nanoTime();
            connection.ask(requests.get(caller % requests.size()));
            caller += CONNECTIONS;
            now = System.nanoTime();
            if (made == times.length) {
                times = Arrays.copyOf(times, made * 2);
            }
            times[made++] = now - started;
        } while (now < until);
        return Arrays.copyOf(times, made);
    }

    static Duration cpu(Gateway gateway) {
        return gateway.process().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    static class WrongAnswer extends Exception {
        private static final long serialVersionUID = 1L;

        WrongAnswer(String answer) {
            super(answer);
        }
    }

    /** One connection to a gateway; its answers have to state their length. */
    static class Connection implements AutoCloseable {

        private final Socket socket;
        private final InputStream in;
        private final byte[] buffer = new byte[16_384];
        String head = "";

        Connection(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
            in = socket.getInputStream();
        }

        void ask(byte[] request) throws IOException, WrongAnswer {
            socket.getOutputStream().write(request);
            var filled = 0;
            var end = -1;
            while (end < 0) {
                filled = more(filled);
                end = endOfHead(buffer, filled);
            }
            head = new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
            if (!head.startsWith("HTTP/1.1 200 ")) {
                throw new WrongAnswer(head);
            }
            if (contentLength(head) != BODY.length) {
                throw new WrongAnswer("not the service's body: " + head);
            }
            while (filled < end + BODY.length) {
                filled = more(filled);
            }
            if (filled != end + BODY.length
                    || !Arrays.equals(buffer, end, filled, BODY, 0, BODY.length)) {
                throw new WrongAnswer("not the service's body");
            }
        }

        private int more(int filled) throws IOException {
            var read = in.read(buffer, filled, buffer.length - filled);
            if (read <= 0) {
                throw new IOException("the answer broke off");
            }
            return filled + read;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Where the body begins, or -1. */
    static int endOfHead(byte[] buffer, int filled) {
        for (var i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    static int contentLength(String head) {
        var name = "content-length:";
        for (var at = 0; at >= 0; at = head.indexOf('\n', at + 1)) {
            if (head.regionMatches(true, at + 1, name, 0, name.length())) {
                return Integer.parseInt(
                        head.substring(at + 1 + name.length(), head.indexOf('\r', at)).trim());
            }
        }
        return -1;
    }

    // the callers

    static List<byte[]> requests(RSAKey key) throws JOSEException {
        var made = new ArrayList<byte[]>();
        for (var i = 0; i < CALLERS; i++) {
            made.add(request(token(key)));
        }
        return made;
    }

    static byte[] request(String token) {
        var authorization = token == null ? "" : "Authorization: Bearer " + token + "\r\n";
        return ("GET " + PATH + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n"
                        + authorization + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    static String token(RSAKey key) throws JOSEException {
        var now = Instant.now();
        var header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer("https://praxis")
                        .audience("praxis-api")
                        .subject(UUID.randomUUID().toString())
                        .claim("role", "user")
                        .claim("plan", "paid")
                        .claim("profession", "nurse")
                        .claim("sid", UUID.randomUUID().toString())
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(Duration.ofHours(1))))
                        .build();
        var token = new SignedJWT(header, claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    // the service behind the gateways

    /** Answers every GET with the same body, and the keys where they are asked for. */
    static int serve(String keys) throws IOException {
        var server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        var answer = answer(BODY);
        var keyAnswer = answer(keys.getBytes(StandardCharsets.UTF_8));
        Thread.ofPlatform().daemon().start(() -> {
            while (true) {
                try {
                    var socket = server.accept();
                    Thread.ofPlatform().daemon().start(() -> serve(socket, answer, keyAnswer));
                } catch (IOException e) {
                    return;
                }
            }
        });
        return server.getLocalPort();
    }

    static void serve(Socket socket, byte[] answer, byte[] keyAnswer) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = socket.getInputStream();
            var out = socket.getOutputStream();
            var buffer = new byte[16_384];
            while (true) {
                var filled = 0;
                do {
                    var read = in.read(buffer, filled, buffer.length - filled);
                    if (read <= 0) {
                        return;
                    }
                    filled += read;
                } while (endOfHead(buffer, filled) != filled);
                var isForKeys = new String(buffer, 0, 24, StandardCharsets.ISO_8859_1)
                        .startsWith("GET /v1/auth/jwks ");
                out.write(isForKeys ? keyAnswer : answer);
            }
        } catch (IOException e) {
            // the gateway has closed the connection
        }
    }

    static byte[] answer(byte[] body) {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(
                ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                                + body.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        whole.writeBytes(body);
        return whole.toByteArray();
    }

    /** As large as an answer about a user. */
    static byte[] body() {
        return ("{\"status\":\"healthy\",\"firstName\":\"Amara\",\"notes\":\"" + "x".repeat(440)
                        + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
