package com.oetpraxis.devstack.rehearse;

import com.oetpraxis.devstack.launch.Home;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The suite that {@code make run} has started from this folder, and its demo learners. */
final class Suite {

    private static final int UNAUTHORIZED = 401;
    private static final String HOME = " If make run was given PRAXIS_HOME, give it here too.";

    private final Path home;
    private final JsonMapper json;

    Suite(Path home, JsonMapper json) {
        this.home = home;
        this.json = json;
    }

    static Suite here(JsonMapper json) {
        return new Suite(Home.folder(Path.of("")), json);
    }

    /**
     * The API for the demo sign-in of that name (before the {@code @}); for the paid nurse where
     * none is named.
     *
     * @throws RehearsalException if the suite does not run, there is no such learner, or the
     *     password does not fit
     */
    Api signIn(HttpClient http, String name) {
        var demo = demo();
        var baseUrl = demo.path("baseUrl").asString("http://localhost:8000");
        var api = new Api(baseUrl, http, json);
        var learner = learner(demo, name);
        try {
            api.signIn(learner.path("email").asString(), learner.path("password").asString());
        } catch (RefusedException e) {
            throw e.status() == UNAUTHORIZED
                    ? new RehearsalException(
                            "The suite at %s does not know the password in %s.%s"
                                    .formatted(baseUrl, home.resolve("demo.json"), HOME))
                    : e;
        } catch (UnansweredException e) {
            throw new RehearsalException(Home.isHeld(home) ? starting() : e.getMessage() + HOME);
        }
        return api;
    }

    private static String starting() {
        return "The suite is still starting: wait until make run says that Praxis is ready.";
    }

    private JsonNode demo() {
        try {
            return json.readTree(Files.readString(home.resolve("demo.json")));
        } catch (IOException e) {
            throw new RehearsalException(
                    Home.isHeld(home)
                            ? starting()
                            : "The suite has not been started here yet: run make run in another terminal first."
                                    + HOME);
        }
    }

    private static JsonNode learner(JsonNode demo, String name) {
        var wanted = (name.isEmpty() ? "paid-nurse" : name) + '@';
        for (var one : demo.path("signIns")) {
            if (one.path("email").asString().startsWith(wanted)) {
                if (!one.path("role").asString().equals("user")) {
                    throw new RehearsalException(
                            name
                                    + " is staff and does not practise; choose doctor, nurse, dentist,"
                                    + " physiotherapist or paid-nurse.");
                }
                return one;
            }
        }
        throw new RehearsalException(
                "There is no demo learner named " + name + "; make run lists them.");
    }
}
