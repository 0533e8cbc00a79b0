package com.oetpraxis.user.demo;

import com.oetpraxis.shared.security.Role;
import com.oetpraxis.user.account.AccountService;
import com.oetpraxis.user.account.LocalProfile;
import com.oetpraxis.user.account.Passwords;
import com.oetpraxis.user.signin.SecondFactor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes the demo sign-ins of the {@code local} profile, and keeps their passwords and second
 * factors at what the launcher says. Their ids are fixed, because billing-service's {@code local}
 * profile knows the paid nurse by hers. They are there before the first request is taken.
 */
@Component
class DemoSignIns implements SmartLifecycle {

    /** The paid nurse, by whom {@code make rehearse} plays. */
    static final UUID PAID_NURSE = id(5);

    private static final Logger log = LoggerFactory.getLogger(DemoSignIns.class);

    private static final String DOMAIN = "@demo.praxis.test";
    private static final int MIN_SECRET_BYTES = 16;

    private record Person(
            UUID id, String mailbox, String fullName, Role role, @Nullable String profession) {}

    private static final List<Person> PEOPLE =
            List.of(
                    new Person(id(1), "doctor", "Demo Doctor", Role.USER, "doctor"),
                    new Person(id(2), "nurse", "Demo Nurse", Role.USER, "nurse"),
                    new Person(id(3), "dentist", "Demo Dentist", Role.USER, "dentist"),
                    new Person(
                            id(4),
                            "physiotherapist",
                            "Demo Physiotherapist",
                            Role.USER,
                            "physiotherapist"),
                    new Person(PAID_NURSE, "paid-nurse", "Demo Paid Nurse", Role.USER, "nurse"),
                    new Person(id(6), "reviewer-1", "First Demo Reviewer", Role.REVIEWER, null),
                    new Person(id(7), "reviewer-2", "Second Demo Reviewer", Role.REVIEWER, null),
                    new Person(id(8), "support", "Demo Support", Role.SUPPORT, null),
                    new Person(id(9), "admin", "Demo Admin", Role.ADMIN, null));

    private final LocalProfile local;
    private final DemoProperties properties;
    private final AccountService accounts;
    private final Passwords passwords;
    private final SecondFactor secondFactor;
    private volatile boolean running;

    DemoSignIns(
            LocalProfile local,
            DemoProperties properties,
            AccountService accounts,
            Passwords passwords,
            SecondFactor secondFactor) {
        this.local = local;
        this.properties = properties;
        this.accounts = accounts;
        this.passwords = passwords;
        this.secondFactor = secondFactor;
    }

    /**
     * @throws IllegalStateException in the {@code local} profile if the gateway can be reached from
     *     elsewhere, or if the launcher gave no password or second factor
     */
    @Override
    public void start() {
        running = true;
        if (!local.isActive()) {
            return;
        }
        requireLoopback(properties.gatewayAddress());
        if (properties.password().isBlank()) {
            throw new IllegalStateException("PRAXIS_DEMO_PASSWORD is not set");
        }
        var secret = Base32.decode(properties.totpSecret());
        if (secret.length < MIN_SECRET_BYTES) {
            throw new IllegalStateException(
                    "PRAXIS_DEMO_TOTP_SECRET has less than %d bytes".formatted(MIN_SECRET_BYTES));
        }
        var hash = hash();
        for (var person : PEOPLE) {
            accounts.provide(
                    person.id(),
                    person.mailbox() + DOMAIN,
                    person.fullName(),
                    person.role(),
                    person.profession(),
                    hash,
                    person.role() == Role.USER ? null : secondFactor.encrypt(person.id(), secret));
        }
        log.info("Provided {} demo sign-ins", PEOPLE.size());
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server's. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** One hash for all of them, kept as long as the password is the same. */
    private String hash() {
        var known = accounts.find(PAID_NURSE).map(user -> user.hashedPassword()).orElse(null);
        return known != null && passwords.matches(properties.password(), known)
                ? known
                : passwords.hash(properties.password());
    }

    static void requireLoopback(String address) {
        try {
            if (InetAddress.getByName(address).isLoopbackAddress()) {
                return;
            }
        } catch (UnknownHostException e) {
            throw new IllegalStateException("GATEWAY_ADDRESS is not known: " + address, e);
        }
        throw new IllegalStateException(
                "The local profile shows verification tokens and has demo sign-ins, so it does not"
                        + " start while the gateway listens on "
                        + address
                        + "; use 127.0.0.1 or another profile.");
    }

    private static UUID id(int number) {
        return new UUID(0x0190c0de00007000L, 0x8000000000000000L + number);
    }
}
