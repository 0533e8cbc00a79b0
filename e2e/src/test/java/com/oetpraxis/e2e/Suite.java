package com.oetpraxis.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The suite under test: started once for all tests, as {@code make run} starts it but with two
 * instances of what carries the live talk, with data of its own; stopped at the end of the JVM.
 */
final class Suite {

    static final String BASE_URL = "http://localhost:8000";
    static final JsonMapper JSON = JsonMapper.shared();
    static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(3))
                    .build();

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path HOME = Path.of("target", "praxis").toAbsolutePath();
    private static final Duration READY_WITHIN = Duration.ofMinutes(4);

    private static @Nullable Process launcher;

    private Suite() {}

    /** Starts the suite if it has not been. */
    static synchronized void start() {
        if (launcher != null) {
            return;
        }
        var command = System.getenv("PRAXIS_LAUNCHER");
        if (command == null) {
            throw new IllegalStateException("run these tests by make test-e2e");
        }
        try {
            Files.createDirectories(HOME);
            Files.deleteIfExists(HOME.resolve("demo.json"));
            var builder =
                    new ProcessBuilder("sh", "-c", "exec " + command)
                            .directory(PROJECT.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(HOME.resolve("launcher.log").toFile());
            builder.environment().put("PRAXIS_HOME", HOME.toString());
            builder.environment().put("PRAXIS_INSTANCES", "2");
            var started = builder.start();
            launcher = started;
            Runtime.getRuntime().addShutdownHook(new Thread(Suite::stop));
            Awaitility.await()
                    .atMost(READY_WITHIN)
                    .until(() -> !started.isAlive() || Files.exists(HOME.resolve("demo.json")));
            assertThat(started.isAlive())
                    .as("the launcher runs; its output:%n%s", output())
                    .isTrue();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void stop() {
        var running = launcher;
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(60, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
        }
    }

    /** The process of a service, as the launcher last wrote it down. */
    static long pid(String service) {
        try {
            return Long.parseLong(
                    Files.readString(HOME.resolve("run").resolve(service + ".pid")).strip());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the service's process at once, as a power cut would. */
    static void kill(String service) {
        var process = ProcessHandle.of(pid(service)).orElseThrow();
        process.destroyForcibly();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !process.isAlive());
    }

    /** What the launcher runs beside the services: Redis as a process, Kafka in its own. */
    enum Server {
        REDIS,
        KAFKA
    }

    /**
     * Lets the server's process stand still, as one that hangs: connections stay, answers do not.
     */
    static void freeze(Server server) {
        signal("STOP", server);
    }

    static void thaw(Server server) {
        signal("CONT", server);
    }

    private static void signal(String signal, Server server) {
        var launcherProcess = Objects.requireNonNull(launcher).toHandle();
        var process =
                switch (server) {
                    case REDIS ->
                            launcherProcess
                                    .descendants()
                                    .filter(one ->
                                            one.info().command().orElse("").contains("redis"))
                                    .findFirst()
                                    .orElseThrow();
                    case KAFKA -> launcherProcess;
                };
        try {
            var kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()));
            assertThat(kill.inheritIO().start().waitFor()).isZero();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until a killed service is ready again. */
    static void awaitReady(int port) {
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> isReady(port));
    }

    /** Whether what listens at this port answers that it is ready. */
    static boolean isReady(int port) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ready"))
                        .timeout(Duration.ofSeconds(2))
                        .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // nothing listens
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode demo() {
        try {
            return JSON.readTree(Files.readString(HOME.resolve("demo.json")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The folder of all its data. */
    static Path home() {
        return HOME;
    }

    static List<Path> logs() {
        try (var files = Files.list(HOME.resolve("logs"))) {
            return files.toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String output() {
        try {
            return Files.readString(HOME.resolve("launcher.log"));
        } catch (IOException e) {
            return "none";
        }
    }
}
