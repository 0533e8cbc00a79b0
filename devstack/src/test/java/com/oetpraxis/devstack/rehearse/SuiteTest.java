package com.oetpraxis.devstack.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.RandomAccessFile;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class SuiteTest {

    private final StandInSuite running = new StandInSuite();
    private final HttpClient http = Rehearse.client();

    @TempDir Path home;

    @AfterEach
    void close() {
        http.shutdownNow();
        running.close();
    }

    @Test
    void saysThatItHasNotBeenStarted() {
        assertRefused("")
                .withMessageContaining("run make run")
                .withMessageContaining("PRAXIS_HOME");
    }

    @Test
    void saysThatItIsStillStarting() throws Exception {
        Files.createDirectories(home.resolve("run"));
        try (var file = new RandomAccessFile(home.resolve("run/lock").toFile(), "rw");
                var lock = file.getChannel().lock()) {
            assertRefused("").withMessageContaining("still starting");

            knowNurseAt("http://127.0.0.1:1");
            assertRefused("nurse").withMessageContaining("still starting");
            assertThat(lock.isValid()).isTrue();
        }
    }

    @Test
    void saysThatNothingAnswers() throws Exception {
        knowNurseAt("http://127.0.0.1:1");

        assertRefused("nurse")
                .withMessageContaining("Nothing answers at http://127.0.0.1:1")
                .withMessageContaining("PRAXIS_HOME");
    }

    /** As where make run had another PRAXIS_HOME than make rehearse. */
    @Test
    void saysThatThePasswordIsNotOfTheSuiteThatRuns() throws Exception {
        knowNurseAt(running.url());
        running.answer(
                "POST /v1/auth/login",
                401,
                "{\"error\":{\"message\":\"The address or the password is wrong.\"}}");

        assertRefused("nurse")
                .withMessageContaining("does not know the password in " + home)
                .withMessageContaining("PRAXIS_HOME");
    }

    @Test
    void saysThatStaffDoNotPractise() throws Exception {
        knowNurseAt(running.url());

        assertRefused("admin").withMessageContaining("is staff");
        assertRefused("vet").withMessageContaining("no demo learner named vet");
    }

    private ThrowableAssertAlternative<RehearsalException> assertRefused(String who) {
        return assertThatExceptionOfType(RehearsalException.class)
                .isThrownBy(() -> new Suite(home, JsonMapper.shared()).signIn(http, who));
    }

    private void knowNurseAt(String url) throws Exception {
        Files.writeString(
                home.resolve("demo.json"),
                """
                {"baseUrl":"%s","signIns":[
                  {"email":"nurse@demo.praxis.test","password":"x","role":"user"},
                  {"email":"admin@demo.praxis.test","password":"x","role":"admin"}]}
                """
                        .formatted(url));
    }
}
