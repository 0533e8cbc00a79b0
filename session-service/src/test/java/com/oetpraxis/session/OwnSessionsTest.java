package com.oetpraxis.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** EP-38 to EP-40, EP-67 to EP-69: what learners do with their own sessions. */
class OwnSessionsTest extends ServiceTest {

    @Test
    void showsWhereASessionStands() {
        var id = create();

        var created = api().get("/v1/sessions/" + id);
        connect(id);
        append(id, 1, 1);
        var running = api().get("/v1/sessions/" + id);

        assertThat(created.text("/status")).isEqualTo("in-progress");
        assertThat(created.text("/state")).isEqualTo("created");
        assertThat(created.body().at("/timer/running").asBoolean()).isFalse();
        assertThat(created.body().path("resumable").asBoolean()).isTrue();
        assertThat(running.text("/state")).isEqualTo("in-progress");
        assertThat(running.body().path("turnCount").asInt()).isEqualTo(1);
        assertThat(running.body().at("/timer/durationSeconds").asInt()).isEqualTo(300);
    }

    @Test
    void pausesAndResumes() {
        var id = create();
        assertThat(api().post("/v1/sessions/" + id + "/pause").status()).isEqualTo(409);
        connect(id);

        var paused = api().post("/v1/sessions/" + id + "/pause");
        var again = api().post("/v1/sessions/" + id + "/pause");
        var resumed = api().post("/v1/sessions/" + id + "/resume");

        assertThat(paused.text("/state")).isEqualTo("paused");
        assertThat(paused.text("/status")).isEqualTo("in-progress");
        assertThat(again.status()).isEqualTo(200);
        assertThat(resumed.text("/state")).isEqualTo("in-progress");
        assertThat(events(id))
                .containsExactly("session.created", "session.paused", "session.resumed");
    }

    @Test
    void listsTheNewestFirst() {
        var first = create();
        api().delete("/v1/sessions/" + first);
        var second = talk();
        api().post("/v1/sessions/" + second + "/complete");
        var third = create();

        var all = api().get("/v1/sessions/recent");
        var page = api().get("/v1/sessions/recent?limit=1&page=2");

        assertThat(ids(all)).containsExactly(third, second, first);
        assertThat(all.body().at("/sessions/0/duration").isNull()).isTrue();
        assertThat(all.text("/sessions/2/status")).isEqualTo("cancelled");
        assertThat(ids(page)).containsExactly(second);
        assertThat(page.body().at("/pagination/totalPages").asInt()).isEqualTo(3);
        assertThat(ids(api().get("/v1/sessions/recent?status=in-progress"))).containsExactly(third);
        assertThat(ids(api().get("/v1/sessions/recent?status=cancelled"))).containsExactly(first);
    }

    @Test
    void cancelsOnce() {
        var id = create();

        var first = api().delete("/v1/sessions/" + id);
        var again = api().delete("/v1/sessions/" + id);

        assertThat(first.body().path("cancelled").asBoolean()).isTrue();
        assertThat(again.text("/timestamp")).isEqualTo(first.text("/timestamp"));
        assertThat(events(id)).containsExactly("session.created", "session.cancelled");
        assertThat(payload(id, "session.cancelled")).contains("\"started\":false");
    }

    @Test
    void saysThatACancelledSessionCountsOnceTheLearnerHasSpoken() {
        var id = talk();

        api().delete("/v1/sessions/" + id);

        assertThat(payload(id, "session.cancelled")).contains("\"started\":true");
    }

    @Test
    void doesNotCancelACompletedSession() {
        var id = talk();
        api().post("/v1/sessions/" + id + "/complete");

        var cancelled = api().delete("/v1/sessions/" + id);

        assertThat(cancelled.status()).isEqualTo(409);
        assertThat(cancelled.text("/error/details/reason")).isEqualTo("SESSION_COMPLETED");
    }

    @Test
    void hidesTheSessionsOfOthers() {
        var id = talk();
        api().post("/v1/sessions/" + id + "/complete");
        var stranger = Api.of(port, UUID.randomUUID());
        var path = "/v1/sessions/" + id;

        var answers =
                List.of(
                        stranger.get(path),
                        stranger.post(path + "/complete"),
                        stranger.delete(path),
                        stranger.post(path + "/pause"),
                        stranger.post(path + "/resume"),
                        stranger.get(path + "/transcript"),
                        stranger.get(path + "/feedback"),
                        stranger.post(path + "/feedback/retry"));

        assertThat(answers)
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(404);
                    assertThat(answer.text("/error/code")).isEqualTo("RES001");
                });
    }

    @Test
    void writesNoWordOfTheTalkIntoItsEvents() {
        var id = talk();
        api().post("/v1/sessions/" + id + "/complete");

        var payloads =
                jdbc.sql("select payload from outbox_events where event_key = ?")
                        .param(id)
                        .query((row, n) -> row.getString(1))
                        .list();

        assertThat(payloads).noneMatch(p -> p.contains("Amara") || p.contains("hurts"));
    }

    private String payload(String id, String type) {
        return jdbc.sql("select payload from outbox_events where event_key = ? and type = ?")
                .params(id, type)
                .query((row, n) -> row.getString(1))
                .single();
    }

    private static List<String> ids(Api.Answer answer) {
        return answer.body()
                .path("sessions")
                .valueStream()
                .map(s -> s.path("id").asString())
                .toList();
    }
}
