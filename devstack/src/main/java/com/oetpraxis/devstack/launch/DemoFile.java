package com.oetpraxis.devstack.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The demo sign-ins of the {@code local} profile, for people and for {@code .praxis/demo.json}. */
final class DemoFile {

    private static final String DOMAIN = "@demo.praxis.test";

    /**
     * @param totpSecret Base32, SHA-1, 6 digits, 30 s; null where no second factor is asked for
     */
    record SignIn(
            String role,
            @Nullable String profession,
            String plan,
            String email,
            String password,
            @Nullable String totpSecret) {}

    record Demo(String baseUrl, String docs, String mailbox, List<SignIn> signIns) {}

    private record Person(String name, String role, @Nullable String profession, String plan) {}

    private static final List<Person> PEOPLE =
            List.of(
                    new Person("doctor", "user", "doctor", "free"),
                    new Person("nurse", "user", "nurse", "free"),
                    new Person("dentist", "user", "dentist", "free"),
                    new Person("physiotherapist", "user", "physiotherapist", "free"),
                    new Person("paid-nurse", "user", "nurse", "paid"),
                    new Person("reviewer-1", "reviewer", null, "free"),
                    new Person("reviewer-2", "reviewer", null, "free"),
                    new Person("support", "support", null, "free"),
                    new Person("admin", "admin", null, "free"));

    private DemoFile() {}

    static void write(Path file, Secrets secrets) {
        var signIns =
                PEOPLE.stream()
                        .map(person ->
                                new SignIn(
                                        person.role(),
                                        person.profession(),
                                        person.plan(),
                                        person.name() + DOMAIN,
                                        secrets.demoPassword(),
                                        person.role().equals("user")
                                                ? null
                                                : secrets.demoTotpSecret()))
                        .toList();
        var json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        try {
            var draft = file.resolveSibling("demo.json.new");
            Secrets.ownersOnly(draft);
            Files.writeString(
                    draft,
                    json.writeValueAsString(
                                    new Demo(
                                            "http://localhost:8000",
                                            "http://localhost:8000/v1/docs",
                                            "http://localhost:8025",
                                            signIns))
                            + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LaunchException("The file " + file + " cannot be written.", e);
        }
    }

    /** One line a person. */
    static String lines() {
        return PEOPLE.stream()
                .map(person ->
                        "    %-34s %s"
                                .formatted(
                                        person.name() + DOMAIN,
                                        person.role().equals("user")
                                                ? person.plan() + " " + person.profession()
                                                : person.role() + ", second factor in demo.json"))
                .collect(Collectors.joining("\n"));
    }
}
