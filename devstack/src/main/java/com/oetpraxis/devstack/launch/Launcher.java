package com.oetpraxis.devstack.launch;

import com.oetpraxis.devstack.mailbox.Mailbox;
import com.oetpraxis.devstack.server.EmbeddedDatabase;
import com.oetpraxis.devstack.server.EmbeddedKafka;
import com.oetpraxis.devstack.server.EmbeddedRedis;
import com.oetpraxis.devstack.server.Ports;
import com.oetpraxis.devstack.server.Schemas;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * Starts PostgreSQL, Kafka, Redis and the mailbox, then the services as processes of their own, and
 * waits for Ctrl-C.
 *
 * <p>Arguments: {@code run} starts the suite; {@code run user-service} starts the servers and the
 * named services only; {@code train} makes the class caches that are missing and stops. The folder
 * of the data is {@code PRAXIS_HOME}, by default {@code .praxis} of the working directory. {@code
 * PRAXIS_INSTANCES} says how many instances of realtime-service and ai-service run, by default 1.
 */
public final class Launcher {

    private static final int DATABASE_PORT = 15432;
    private static final int KAFKA_PORT = 19092;
    private static final int KAFKA_CONTROLLER_PORT = 19093;
    private static final int REDIS_PORT = 16379;
    private static final int SMTP_PORT = 1025;
    private static final int MAILBOX_PORT = 8025;
    private static final long NEEDED_BYTES = 1L << 30;
    private static final int TRAINED_AT_ONCE = 2;
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);

    private final Path project;
    private final Home home;
    private final Secrets secrets;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(1))
                    .build();
    private final Deque<AutoCloseable> servers = new ArrayDeque<>();
    private final List<Service> services = new ArrayList<>();
    private final CountDownLatch serversStarted = new CountDownLatch(1);
    private volatile boolean serversStarting;
    private volatile boolean stopping;
    private final Queue<Process> trainings = new ConcurrentLinkedQueue<>();
    private final long startedAt = System.nanoTime();

    private Launcher(Path project, Home home, Secrets secrets) {
        this.project = project;
        this.home = home;
        this.secrets = secrets;
    }

    static void main(String[] arguments) {
        LoggerFactory.getILoggerFactory(); // before the threads that would all want to be first
        var command = arguments.length == 0 ? "run" : arguments[0];
        var only = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        try {
            var project = Path.of("").toAbsolutePath();
            var home = Home.at(Home.folder(project));
            var lock = home.lock();
            home.requireSpace(NEEDED_BYTES);
            var components = components(only);
            var instances = Instance.of(components, several());
            requirePorts(command.equals("train") ? List.of() : instances);
            var launcher = new Launcher(project, home, new Secrets(home.root().resolve("secrets")));
            switch (command) {
                case "run" -> launcher.run(instances);
                case "train" -> launcher.train(components);
                default -> throw new LaunchException("Say run or train, not " + command + ".");
            }
            lock.release();
            System.exit(0);
        } catch (LaunchException e) {
            System.err.println(e.getMessage());
            if (e.getCause() != null) {
                System.err.println("(" + e.getCause() + ")");
            }
            System.exit(1);
        } catch (IOException e) {
            System.err.println("Praxis could not start: " + e.getMessage());
            System.exit(1);
        }
    }

    private static List<Component> components(List<String> only) {
        if (only.isEmpty()) {
            return Component.all();
        }
        var chosen = Component.all().stream().filter(c -> only.contains(c.module())).toList();
        if (chosen.size() != only.size()) {
            throw new LaunchException(
                    "Unknown service among "
                            + only
                            + "; there are "
                            + Component.all().stream().map(Component::module).toList()
                            + ".");
        }
        return chosen;
    }

    private static int several() {
        var value = System.getenv("PRAXIS_INSTANCES");
        try {
            return value == null || value.isBlank() ? 1 : Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw new LaunchException("PRAXIS_INSTANCES is a number, not " + value + ".");
        }
    }

    private static void requirePorts(List<Instance> instances) {
        var ports = new TreeMap<Integer, String>();
        ports.put(DATABASE_PORT, "PostgreSQL");
        ports.put(KAFKA_PORT, "Kafka");
        ports.put(KAFKA_CONTROLLER_PORT, "Kafka's controller");
        ports.put(REDIS_PORT, "Redis");
        ports.put(SMTP_PORT, "the mailbox (SMTP)");
        ports.put(MAILBOX_PORT, "the mailbox");
        for (var instance : instances) {
            ports.put(instance.port(), instance.name());
            ports.put(instance.managementPort(), instance.name() + " (management)");
        }
        ports.forEach((port, owner) -> {
            if (Ports.isTaken(port)) {
                throw new LaunchException(
                        "Port %d, which %s needs, is taken by another program; stop that program first."
                                .formatted(port, owner));
            }
        });
    }

    private void run(List<Instance> instances) {
        var end = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            stop();
                            end.countDown();
                        }));
        home.writePid("devstack", ProcessHandle.current().pid());
        instances.forEach(
                instance -> new Artefact(project, instance.component()).requireUnpacked());
        startServers();
        var addresses = Instance.addresses(instances);
        for (var instance : instances) {
            synchronized (services) {
                if (stopping) {
                    throw new LaunchException("Interrupted.");
                }
                start(instance, addresses);
            }
        }
        awaitReady();
        DemoFile.write(home.root().resolve("demo.json"), secrets);
        banner(instances);
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(Instance instance, Map<String, String> addresses) {
        var environment = environment(instance);
        if (instance.component() == Component.GATEWAY
                || instance.component() == Component.REALTIME_SERVICE) {
            environment.putAll(addresses);
        }
        var service =
                new Service(
                        instance,
                        new Artefact(project, instance.component()),
                        environment,
                        home,
                        http);
        services.add(service);
        service.start();
    }

    /** Starts each service without a cache once. */
    private void train(List<Component> components) {
        var missing =
                components.stream()
                        .filter(component -> {
                            var artefact = new Artefact(project, component);
                            artefact.unpack();
                            return !artefact.isTrained();
                        })
                        .toList();
        if (missing.isEmpty()) {
            return;
        }
        requirePorts(Instance.of(missing, 1));
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        startServers();
        try (var threads = Executors.newFixedThreadPool(TRAINED_AT_ONCE)) {
            var trained = missing.stream().map(c -> threads.submit(() -> train(c))).toList();
            for (var one : trained) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LaunchException refused
                    ? refused
                    : new LaunchException("A class cache was not made.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted.");
        }
    }

    private boolean train(Component component) throws InterruptedException {
        var log = home.log(component.module() + "-train");
        var artefact = new Artefact(project, component);
        say("Making the class cache of " + component.module());
        try {
            var process =
                    artefact.train(environment(new Instance(component, 1)))
                            .redirectOutput(log.toFile())
                            .start();
            trainings.add(process);
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
            }
            if (process.exitValue() != 0) { // a service that does not start leaves a cache too
                artefact.forgetCache();
            }
        } catch (IOException e) {
            throw new LaunchException(component.module() + " could not be started.", e);
        }
        if (!artefact.isTrained()) {
            throw new LaunchException(
                    "No class cache was made for " + component.module() + "; see " + log);
        }
        return true;
    }

    private void startServers() {
        say("Starting PostgreSQL, Kafka, Redis and the mailbox");
        serversStarting = true;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var started =
                    List.of(
                            threads.submit(() -> {
                                var database =
                                        EmbeddedDatabase.start(
                                                DATABASE_PORT, home.root().resolve("postgres"));
                                keep(database);
                                Schemas.create(database.superuser(), secrets::databasePassword);
                                ready("PostgreSQL");
                                return true;
                            }),
                            threads.submit(() -> {
                                keep(
                                        EmbeddedKafka.start(
                                                home.root().resolve("kafka"),
                                                KAFKA_PORT,
                                                KAFKA_CONTROLLER_PORT));
                                ready("Kafka");
                                return true;
                            }),
                            threads.submit(() -> {
                                keep(EmbeddedRedis.start(REDIS_PORT));
                                keep(Mailbox.start(SMTP_PORT, MAILBOX_PORT));
                                ready("Redis, mailbox");
                                return true;
                            }));
            for (var one : started) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new LaunchException("A server did not start.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted.");
        } finally {
            serversStarted.countDown();
        }
    }

    private synchronized void keep(AutoCloseable server) {
        servers.push(server);
    }

    private void awaitReady() {
        say("Starting the services");
        var waiting = new ArrayList<>(services);
        var deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!waiting.isEmpty()) {
            for (var service : List.copyOf(waiting)) {
                if (service.isReady()) {
                    waiting.remove(service);
                    ready(service.name());
                } else if (service.hasFailed() || System.nanoTime() > deadline) {
                    throw new LaunchException(
                            "%s did not become ready; the end of %s:%n%s"
                                    .formatted(
                                            service.name(),
                                            home.log(service.name()),
                                            home.lastLines(service.name(), 20)));
                }
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LaunchException("Interrupted.");
            }
        }
    }

    private void banner(List<Instance> instances) {
        if (instances.stream().noneMatch(one -> one.component() == Component.GATEWAY)) {
            say("Ready. Ctrl-C stops all of it.");
            return;
        }
        System.out.printf(
                """

                Praxis is ready after %.1f s.
                  API        http://localhost:8000/v1
                  API docs   http://localhost:8000/v1/docs
                  Mailbox    http://localhost:%d
                  Logs       %s
                  Voice      %s
                  Demo sign-ins (password %s):
                %s
                Rehearse in another terminal: make rehearse
                Ctrl-C stops all of it.
                """,
                seconds(),
                MAILBOX_PORT,
                home.log("*").getParent(),
                voice(),
                secrets.demoPassword(),
                DemoFile.lines());
    }

    private Map<String, String> environment(Instance instance) {
        var component = instance.component();
        var environment = new TreeMap<String, String>();
        environment.put("SPRING_PROFILES_ACTIVE", "local");
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("GATEWAY_ADDRESS", "127.0.0.1");
        environment.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", String.valueOf(instance.port()));
        environment.put("MANAGEMENT_SERVER_PORT", String.valueOf(instance.managementPort()));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + KAFKA_PORT);
        environment.put("REDIS_URL", "redis://127.0.0.1:" + REDIS_PORT);
        environment.put("PUBLIC_URL", "http://localhost:8000");
        environment.put("PRAXIS_SERVICE_KEYS", secrets.serviceKeys());
        environment.put("PRAXIS_SERVICE_KEY", secrets.serviceKey(component.module()));
        var schema = component.schema();
        if (schema != null) {
            environment.put(
                    "DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + DATABASE_PORT + "/postgres");
            environment.put("DATABASE_USERNAME", schema.role());
            environment.put("DATABASE_PASSWORD", secrets.databasePassword(schema));
        }
        if (component == Component.USER_SERVICE) {
            environment.put("PRAXIS_KEY_ENCRYPTION_KEY", secrets.keyEncryptionKey());
            environment.put("PRAXIS_DEMO_PASSWORD", secrets.demoPassword());
            environment.put("PRAXIS_DEMO_TOTP_SECRET", secrets.demoTotpSecret());
            environment.put("SMTP_HOST", "127.0.0.1");
            environment.put("SMTP_PORT", String.valueOf(SMTP_PORT));
        }
        if (component == Component.AI_SERVICE || component == Component.REALTIME_SERVICE) {
            environment.put("PRAXIS_MODELS", models().toString());
        }
        return environment;
    }

    /** Where the speech models are, if they have been brought. */
    private Path models() {
        var folder = System.getenv("PRAXIS_MODELS");
        var models =
                folder == null || folder.isBlank()
                        ? home.root().resolve("models")
                        : Path.of(folder);
        return models.toAbsolutePath();
    }

    private String voice() {
        return Files.isRegularFile(models().resolve("moonshine-tiny-en/tokenizer.bin"))
                ? "the patient listens and speaks, by the models in " + models()
                : "by text only; make voice brings what the patient needs to listen and speak";
    }

    /** In the order of need; what is being started is waited for, so that no process is left. */
    private void stop() {
        List<Service> running;
        synchronized (services) {
            stopping = true;
            running = List.copyOf(services);
        }
        if (!serversStarting) {
            return;
        }
        trainings.forEach(Process::destroyForcibly);
        if (!running.isEmpty()) {
            System.out.println("\nStopping");
        }
        try {
            if (!serversStarted.await(READY_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("A server is still starting and may be left");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            running.forEach(service -> threads.execute(service::stop));
        }
        synchronized (this) {
            while (!servers.isEmpty()) {
                try {
                    servers.pop().close();
                } catch (Exception e) {
                    System.err.println("A server did not stop: " + e.getMessage());
                }
            }
        }
        try {
            // what a start that was broken off has begun: PostgreSQL by itself, Redis as our child
            EmbeddedDatabase.endLeft(home.root().resolve("postgres"));
            ProcessHandle.current().children().forEach(ProcessHandle::destroy);
        } catch (IOException e) {
            System.err.println(e.getMessage());
        }
        home.forgetPid("devstack");
        if (!running.isEmpty()) {
            System.out.println("Stopped");
        }
    }

    private void ready(String name) {
        System.out.printf("  %-18s ready after %5.1f s%n", name, seconds());
    }

    private double seconds() {
        return (System.nanoTime() - startedAt) / 1e9;
    }

    private static void say(String sentence) {
        System.out.println(sentence);
    }
}
