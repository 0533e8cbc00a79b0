package com.oetpraxis.devstack.launch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One running service: its process, started again when it ends unasked. */
final class Service {

    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final int STARTS_A_MINUTE = 5;

    private final Instance instance;
    private final Artefact artefact;
    private final Map<String, String> environment;
    private final Home home;
    private final HttpClient http;
    private volatile boolean stopping;
    private volatile @Nullable Process process;

    Service(
            Instance instance,
            Artefact artefact,
            Map<String, String> environment,
            Home home,
            HttpClient http) {
        this.instance = instance;
        this.artefact = artefact;
        this.environment = environment;
        this.home = home;
        this.http = http;
    }

    String name() {
        return instance.name();
    }

    void start() {
        run(ProcessBuilder.Redirect.to(home.log(name()).toFile()));
        Thread.ofVirtual().name("supervise-" + name()).start(this::supervise);
    }

    private void run(ProcessBuilder.Redirect log) {
        try {
            var started = artefact.start(environment).redirectOutput(log).start();
            started.getOutputStream().close();
            process = started;
            home.writePid(name(), started.pid());
        } catch (IOException e) {
            throw new LaunchException(name() + " could not be started.", e);
        }
    }

    private void supervise() {
        var starts = 0;
        var since = System.nanoTime();
        while (!stopping) {
            var running = process;
            if (running == null) {
                return;
            }
            try {
                running.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (stopping) {
                return;
            }
            if (System.nanoTime() - since > TimeUnit.MINUTES.toNanos(1)) {
                starts = 0;
                since = System.nanoTime();
            }
            if (++starts > STARTS_A_MINUTE) {
                System.err.printf(
                        "%s ends again and again (code %d) and is left stopped; see %s%n",
                        name(), running.exitValue(), home.log(name()));
                process = null;
                return;
            }
            System.err.printf(
                    "%s ended with code %d and is started again; see %s%n",
                    name(), running.exitValue(), home.log(name()));
            run(ProcessBuilder.Redirect.appendTo(home.log(name()).toFile()));
        }
    }

    /** Whether it answers {@code /ready} with 200. */
    boolean isReady() {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + instance.port() + "/ready"))
                        .timeout(Duration.ofSeconds(2))
                        .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether it has been given up. */
    boolean hasFailed() {
        return process == null;
    }

    /** Asks the process to end, and ends it when it does not. */
    void stop() {
        stopping = true;
        var running = process;
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        home.forgetPid(name());
    }
}
