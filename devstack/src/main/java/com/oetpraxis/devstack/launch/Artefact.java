package com.oetpraxis.devstack.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The built form of one service: its executable jar, unpacked for a quick start, and the cache of
 * loaded classes (JEP 483, JEP 514) that a first start leaves behind.
 */
final class Artefact {

    private static final String VERSION = "0.1.0-SNAPSHOT";

    private final Component component;
    private final Path jar;
    private final Path app;

    Artefact(Path project, Component component) {
        this.component = component;
        var target = project.resolve(component.module()).resolve("target");
        this.jar = target.resolve(component.module() + "-" + VERSION + ".jar");
        this.app = target.resolve("app");
    }

    private Path unpacked() {
        return app.resolve(jar.getFileName());
    }

    private Path cache() {
        return app.resolve(component.module() + ".aot");
    }

    boolean isTrained() {
        return Files.exists(cache());
    }

    void forgetCache() throws IOException {
        Files.deleteIfExists(cache());
    }

    /** Unpacks the jar if that has not been done since it was built; old caches go. */
    void unpack() {
        try {
            if (!Files.exists(jar)) {
                throw new LaunchException(jar + " is missing; run make build.");
            }
            var source = app.resolve("source.sha256");
            var hash = hash();
            if (Files.exists(source) && Files.readString(source).equals(hash)) {
                return;
            }
            delete(app);
            var process =
                    new ProcessBuilder(
                                    java(),
                                    "-Djarmode=tools",
                                    "-jar",
                                    jar.toString(),
                                    "extract",
                                    "--destination",
                                    app.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new LaunchException(jar + " could not be unpacked.");
            }
            Files.writeString(source, hash);
        } catch (IOException e) {
            throw new LaunchException(jar + " could not be unpacked.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted.");
        }
    }

    /** By content: reproducible builds give every jar the same time. */
    private String hash() throws IOException {
        try (var in = Files.newInputStream(jar)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[1 << 16];
            int read;
            while ((read = in.read(buffer)) >= 0) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void requireUnpacked() {
        if (!Files.exists(unpacked())) {
            throw new LaunchException(component.module() + " is not built; run make build.");
        }
    }

    /** The command that starts the service. */
    ProcessBuilder start(Map<String, String> environment) {
        var command = new ArrayList<>(List.of(java()));
        command.addAll(flags());
        if (isTrained()) {
            command.add("-XX:AOTCache=" + cache());
        }
        command.addAll(List.of("-jar", unpacked().toString()));
        return process(command, environment);
    }

    /** The command that starts the service up to its refreshed context and writes the cache. */
    ProcessBuilder train(Map<String, String> environment) {
        var command = new ArrayList<>(List.of(java()));
        command.addAll(flags());
        command.add("-XX:AOTCacheOutput=" + cache());
        command.add("-Dspring.context.exit=onRefresh");
        command.addAll(List.of("-jar", unpacked().toString()));
        return process(command, environment);
    }

    private ProcessBuilder process(List<String> command, Map<String, String> environment) {
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        return builder;
    }

    /**
     * The same for training and running, or the cache is refused. Only the first compiler works: it
     * halves what a service needs to start, and one person's traffic never pays for the second.
     */
    private List<String> flags() {
        return List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseCompactObjectHeaders",
                "-Xms32m",
                "-Xmx" + component.heapMegabytes() + "m",
                "-Xss512k",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:MaxMetaspaceSize=192m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
