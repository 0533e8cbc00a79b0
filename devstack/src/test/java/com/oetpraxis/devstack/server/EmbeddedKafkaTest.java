package com.oetpraxis.devstack.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

    @TempDir Path folder;

    @Test
    void leavesTimeToStopTheRestWhenItCannotGoOn() throws Exception {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Halting.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).contains("the rest was stopped");
        assertThat(process.exitValue()).isEqualTo(1);
    }

    /** A launcher whose broker ends as it does when its disk is full. */
    static final class Halting {

        static void main(String[] arguments) throws Exception {
            EmbeddedKafka.start(Path.of(arguments[0]), Ports.free(), Ports.free());
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> System.out.println("the rest was stopped")));
            Exit.halt(1, "all log dirs have failed");
        }
    }
}
