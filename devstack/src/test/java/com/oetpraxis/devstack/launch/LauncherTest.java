package com.oetpraxis.devstack.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.oetpraxis.devstack.server.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One clear sentence and a non-zero exit, whatever is in the way. */
class LauncherTest {

    private static final int SMTP = 1025; // the lowest of our ports, so the first that is tried

    @TempDir Path folder;

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (var other = Ports.isTaken(SMTP) ? null : listen()) {
            assertThat(launch(folder, "run"))
                    .isEqualTo(
                            new Ended(
                                    1,
                                    "Port 1025, which the mailbox (SMTP) needs, is taken by another"
                                            + " program; stop that program first."));
            assertThat(other == null || other.isBound()).isTrue();
        }
    }

    @Test
    void startsOnceOnly() throws Exception {
        var lock = Home.at(folder).lock();

        assertThat(launch(folder, "run"))
                .isEqualTo(
                        new Ended(
                                1,
                                "Praxis is already running from this folder; stop that one first"
                                        + " (Ctrl-C in its terminal)."));
        lock.release();
    }

    @Test
    void saysThatItCannotWrite() throws Exception {
        var file = Files.createFile(folder.resolve("file"));

        var ended = launch(file.resolve("home"), "run");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.error())
                .startsWith("The folder " + file.resolve("home") + " cannot be written.");
    }

    @Test
    void saysWhichServicesThereAre() throws Exception {
        var ended = launch(folder, "run", "mail-service");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.error())
                .startsWith("Unknown service among [mail-service]; there are [user-service,");
    }

    @Test
    void saysThatTheDiskIsFull() {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> Home.at(folder).requireSpace(Long.MAX_VALUE))
                .withMessageMatching(
                        "The disk is nearly full: \\d+ MiB are free where .+ lies, \\d+ MiB are needed\\.");
    }

    private record Ended(int code, String error) {}

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(SMTP, 1, InetAddress.getLoopbackAddress());
    }

    private static Ended launch(Path home, String... arguments) throws Exception {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Launcher.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().put("PRAXIS_HOME", home.toString());
        var process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        var error = new String(process.getErrorStream().readAllBytes(), UTF_8).strip();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), error);
    }
}
