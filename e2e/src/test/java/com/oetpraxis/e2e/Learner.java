package com.oetpraxis.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A learner with an account of their own. */
final class Learner extends Client {

    static final String PASSWORD = "Rehearse1-often";

    private final String email;
    private String refreshToken = "";

    private Learner(String email) {
        this.email = email;
    }

    /** Registers, verifies and signs in a new learner who has accepted the terms. */
    static Learner register(String profession) {
        var learner = new Learner("e2e-" + UUID.randomUUID() + "@example.org");
        var registered =
                learner.post(
                        "/v1/auth/register",
                        Map.of(
                                "email",
                                learner.email,
                                "password",
                                PASSWORD,
                                "fullName",
                                "Amara Okafor",
                                "profession",
                                profession,
                                "acceptTerms",
                                true));
        assertThat(registered.status()).as("register: %s", registered.body()).isEqualTo(201);
        var verified =
                learner.post(
                        "/v1/auth/verify-email",
                        Map.of("token", registered.text("verificationToken")));
        assertThat(verified.status()).as("verify: %s", verified.body()).isEqualTo(200);
        learner.signIn();
        return learner;
    }

    /** A demo sign-in, such as {@code paid-nurse}, staff with their second factor. */
    static Learner demo(String name) {
        var learner = new Learner(name + "@demo.praxis.test");
        for (var signIn : Suite.demo().path("signIns")) {
            if (signIn.path("email").asString().equals(learner.email)) {
                var secret = signIn.path("totpSecret").asString("");
                learner.signIn(
                        signIn.path("password").asString(),
                        secret.isEmpty()
                                ? Map.of()
                                : Map.of("mfaCode", Authenticator.code(secret)));
            }
        }
        return learner;
    }

    String email() {
        return email;
    }

    String refreshToken() {
        return refreshToken;
    }

    void signIn() {
        signIn(PASSWORD, Map.of());
    }

    private void signIn(String password, Map<String, String> secondFactor) {
        use(null);
        var credentials = new HashMap<>(secondFactor);
        credentials.put("email", email);
        credentials.put("password", password);
        var login = post("/v1/auth/login", credentials);
        assertThat(login.status()).as("login: %s", login.body()).isEqualTo(200);
        use(login.text("accessToken"));
        refreshToken = login.text("refreshToken");
    }

    /** The id of a card of the learner's own profession whose title has these words. */
    String scenario(String title) {
        for (var card : get("/v1/sessions/scenarios?limit=100").at("scenarios")) {
            if (card.path("title").asString().contains(title)) {
                return card.path("id").asString();
            }
        }
        throw new AssertionError("no card " + title);
    }

    /** Creates a session and gives the answer. */
    Answer create(String scenarioId) {
        return post("/v1/sessions/create", Map.of("scenarioId", scenarioId));
    }

    /** A new session on this card; one that an earlier test has left open is cancelled. */
    String session(String title) {
        var created = create(scenario(title));
        if (created.status() == 409) {
            delete("/v1/sessions/" + created.text("error.details.sessionId"));
            created = create(scenario(title));
        }
        assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
        return created.text("sessionId");
    }

    /** Opens the stream of the session with a fresh ticket and starts it. */
    PracticeStream stream(String sessionId) {
        var stream = connect(sessionId);
        stream.send(Map.of("type", "session_start", "clientVersion", "e2e/1"));
        stream.await("session_ready");
        return stream;
    }

    PracticeStream connect(String sessionId) {
        var ticket = post("/v1/sessions/" + sessionId + "/ticket", null);
        assertThat(ticket.status()).as("ticket: %s", ticket.body()).isIn(200, 201);
        return PracticeStream.open(
                "/v1/sessions/" + sessionId + "/stream?ticket=" + ticket.text("ticket"));
    }

    /** The report, waited for. */
    Answer report(String sessionId) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> get("/v1/sessions/" + sessionId + "/feedback"),
                        answer -> answer.status() == 200);
    }
}
