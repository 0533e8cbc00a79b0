package com.oetpraxis.devstack.server;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/** One Kafka broker in this JVM that is its own controller (KRaft). */
public final class EmbeddedKafka implements AutoCloseable {

    static {
        Exit.setExitProcedure(EmbeddedKafka::end);
        Exit.setHaltProcedure(EmbeddedKafka::end);
    }

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Kafka would end the process at once, on a full disk for example, and leave behind what else
     * it has started; so the process ends with its shutdown hooks.
     */
    private static void end(int status, @Nullable String message) {
        System.err.println("Kafka cannot go on, so everything stops. Is the disk full?");
        Thread.ofPlatform().start(() -> System.exit(status == 0 ? 1 : status));
        throw new IllegalStateException("Kafka ends: " + message);
    }

    /**
     * Starts a broker on loopback; a folder that was used before is taken up again.
     *
     * @param port of the broker
     * @param controllerPort of the controller's own listener
     */
    public static EmbeddedKafka start(Path folder, int port, int controllerPort)
            throws IOException {
        Files.createDirectories(folder);
        var properties = new Properties();
        properties.putAll(
                Map.ofEntries(
                        entry("process.roles", "broker,controller"),
                        entry("node.id", "1"),
                        entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                        entry(
                                "listeners",
                                "PLAINTEXT://127.0.0.1:"
                                        + port
                                        + ",CONTROLLER://127.0.0.1:"
                                        + controllerPort),
                        entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                        entry("controller.listener.names", "CONTROLLER"),
                        entry(
                                "listener.security.protocol.map",
                                "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT"),
                        entry("log.dirs", folder.resolve("logs").toString()),
                        entry("group.initial.rebalance.delay.ms", "0"),
                        entry("num.network.threads", "2"),
                        entry("num.io.threads", "2"),
                        entry("log.cleaner.enable", "false"),
                        entry("auto.create.topics.enable", "true")));
        for (var one :
                List.of(
                        "offsets.topic.replication.factor",
                        "transaction.state.log.replication.factor",
                        "transaction.state.log.min.isr",
                        "share.coordinator.state.topic.replication.factor",
                        "share.coordinator.state.topic.min.isr",
                        "offsets.topic.num.partitions",
                        "transaction.state.log.num.partitions",
                        "num.partitions")) {
            properties.setProperty(one, "1");
        }
        var file = folder.resolve("server.properties");
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        if (!Files.exists(folder.resolve("logs/meta.properties"))) {
            format(file);
        }
        var server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        server.startup();
        return new EmbeddedKafka(server, port);
    }

    private static void format(Path file) {
        var quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var arguments =
                new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
        var code = StorageTool.execute(arguments, quiet);
        if (code != 0) {
            throw new IllegalStateException("Kafka's folder could not be formatted: " + code);
        }
    }

    /** {@code host:port} for clients. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
