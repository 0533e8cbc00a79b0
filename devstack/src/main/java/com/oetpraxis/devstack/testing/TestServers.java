package com.oetpraxis.devstack.testing;

import com.oetpraxis.devstack.server.EmbeddedDatabase;
import com.oetpraxis.devstack.server.EmbeddedKafka;
import com.oetpraxis.devstack.server.EmbeddedRedis;
import com.oetpraxis.devstack.server.Ports;
import com.oetpraxis.devstack.server.Schemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The servers of this JVM's tests, started at the first use and stopped with the JVM.
 *
 * @param databaseUrl for the roles of {@link com.oetpraxis.devstack.server.Schema}, password {@link
 *     #PASSWORD}
 * @param kafka bootstrap servers
 */
public record TestServers(String databaseUrl, String kafka, int redisPort) {

    /** Of every role of the test database. */
    public static final String PASSWORD = "for-tests-on-this-machine-only";

    private static @Nullable TestServers running;

    /** The servers, started if need be. */
    public static synchronized TestServers get() {
        if (running == null) {
            running =
                    Boolean.parseBoolean(System.getenv("PRAXIS_TESTCONTAINERS"))
                            ? containers()
                            : embedded();
        }
        return running;
    }

    @SuppressWarnings("resource") // closed by the hook, with the JVM
    private static TestServers embedded() {
        try {
            var folder = Files.createTempDirectory("praxis-test-");
            var database = EmbeddedDatabase.start(Ports.free(), null);
            Schemas.create(database.superuser(), schema -> PASSWORD);
            var redis = EmbeddedRedis.start(Ports.free());
            var kafka = EmbeddedKafka.start(folder.resolve("kafka"), Ports.free(), Ports.free());
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(() -> {
                                close(kafka); // a broker that loses its folder halts the JVM
                                close(redis);
                                close(database);
                                delete(folder);
                            }));
            return new TestServers(database.url(), kafka.bootstrapServers(), redis.port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("resource") // Testcontainers removes them with the JVM
    private static TestServers containers() {
        var postgres = new PostgreSQLContainer("postgres:15-alpine");
        postgres.start();
        var kafka = new KafkaContainer("apache/kafka:4.1.0");
        kafka.start();
        var redis = new GenericContainer<>("redis:7-alpine").withExposedPorts(6379);
        redis.start();
        var superuser = new PGSimpleDataSource();
        superuser.setURL(postgres.getJdbcUrl());
        superuser.setUser(postgres.getUsername());
        superuser.setPassword(postgres.getPassword());
        try {
            Schemas.create(superuser, schema -> PASSWORD);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new TestServers(
                postgres.getJdbcUrl(), kafka.getBootstrapServers(), redis.getMappedPort(6379));
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            System.err.println("A test server did not stop: " + e.getMessage());
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("The folder " + folder + " was not deleted");
        }
    }
}
