package com.oetpraxis.devstack.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server process on loopback. */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Duration END_WITHIN = Duration.ofSeconds(20);

    private final EmbeddedPostgres server;

    private EmbeddedDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * @param folder kept after the stop and taken up again; null for one that is thrown away
     */
    public static EmbeddedDatabase start(int port, @Nullable Path folder) throws IOException {
        var builder =
                EmbeddedPostgres.builder()
                        .setPort(port)
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("shared_buffers", "64MB")
                        .setServerConfig("timezone", "UTC");
        if (folder == null) {
            builder.setServerConfig("fsync", "off").setServerConfig("synchronous_commit", "off");
        } else {
            // on top of the library's own -F: what was acknowledged outlives a power cut
            builder.setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false);
        }
        return new EmbeddedDatabase(builder.start());
    }

    /**
     * Ends the server that works in this folder, if there is one: a start that is broken off leaves
     * it behind, or is still making it.
     */
    public static void endLeft(Path folder) throws IOException {
        for (var starting : ProcessHandle.current().children().toList()) {
            if (starting.info().command().orElse("").endsWith("pg_ctl")) {
                await(starting);
            }
        }
        var file = folder.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        var pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        var left = ProcessHandle.of(pid).orElse(null);
        if (left != null && left.info().command().orElse("").endsWith("postgres")) {
            left.destroy();
            await(left);
        }
    }

    private static void await(ProcessHandle process) throws IOException {
        try {
            process.onExit().get(END_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("PostgreSQL, process " + process.pid() + ", does not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A connection that may do everything; only to make roles and schemas. */
    public DataSource superuser() {
        return server.getPostgresDatabase();
    }

    /** The address of the database, for a role whose search path says the schema. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
