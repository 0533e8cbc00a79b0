package com.oetpraxis.content.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.oetpraxis.content.ContentIntegrationTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

@ContentIntegrationTest
class LibraryImportTest {

    @Autowired LibraryImport importer;
    @Autowired JdbcClient jdbc;

    private final Library library = Library.read();

    @Test
    void publishesEveryCardByTheRecordedDecision() {
        assertThat(library.cards()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(library.ids()).hasSameSizeAs(library.cards());
        for (var card : library.cards()) {
            assertThat(row(library.idOf(card)))
                    .containsEntry("code", card.code())
                    .containsEntry("status", "published")
                    .containsEntry("is_ai_generated", true)
                    .containsEntry("clinical_review", "pending");
            assertThat(
                            jdbc.sql(
                                            """
                                            select decision from scenario_versions
                                            where scenario_id = ? and version = 1
                                            """)
                                    .param(library.idOf(card))
                                    .query((rs, n) -> rs.getString("decision"))
                                    .single())
                    .isEqualTo("library import");
            assertThat(events(library.idOf(card)).getFirst())
                    .contains("\"version\":1")
                    .contains("\"profession\":\"");
        }
    }

    @Test
    void changesNothingWhenRunAgain() throws Exception {
        var before = everything();

        Callable<Void> again =
                () -> {
                    importer.run(library);
                    return null;
                };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var result : threads.invokeAll(List.of(again, again, again))) {
                result.get();
            }
        }

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void makesAChangedCardTheNextVersionAndKeepsTheOld() throws Exception {
        var id = UUID.randomUUID();
        var first = card("test-changed", "nursing");
        run(first, id);

        var changed = first.deepCopy();
        changed.put("title", "Another title");
        ((ObjectNode) changed.get("persona")).put("age", 70);
        run(changed, id);
        run(changed, id);

        assertThat(row(id)).containsEntry("title", "Another title").containsEntry("version", 2);
        assertThat(
                        jdbc.sql(
                                        """
                                        select card ->> 'title' as title from scenario_versions
                                        where scenario_id = ? order by version
                                        """)
                                .param(id)
                                .query((rs, n) -> rs.getString("title"))
                                .list())
                .containsExactly("Test", "Another title");
        assertThat(events(id)).hasSize(2);
        hide(id);
    }

    @Test
    void leavesAnArchivedScenarioArchived() throws Exception {
        var id = UUID.randomUUID();
        var card = card("test-archived", "nursing");
        run(card, id);
        hide(id);

        card.put("title", "Changed");
        run(card, id);

        assertThat(row(id)).containsEntry("status", "archived").containsEntry("version", 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"update scenario_versions set version = 9", "delete from scenario_versions"})
    void neverChangesAVersion(String sql) {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql(sql).update())
                .withMessageContaining("does not change");
    }

    @Test
    void wantsAnIdForEveryCard() throws Exception {
        var card = CardFile.of(card("test-without-id", "nursing"));

        assertThatIllegalStateException()
                .isThrownBy(
                        () -> importer.run(new Library(List.of(card), Map.of(), library.texts())))
                .withMessageContaining("test-without-id");
    }

    @Test
    void wantsAProfessionOfTheExam() throws Exception {
        var card = CardFile.of(card("test-plumber", "plumbing"));

        assertThatIllegalStateException()
                .isThrownBy(() ->
                        importer.run(
                                new Library(
                                        List.of(card),
                                        Map.of(card.code(), UUID.randomUUID()),
                                        library.texts())))
                .withMessageContaining("test-plumber");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "title",
                "profession",
                "category",
                "topic",
                "duration",
                "required_plan",
                "setting",
                "candidate_card",
                "persona",
                "difficulty"
            })
    void namesWhatACardLacks(String member) throws Exception {
        var card = card("test-bad", "nursing");
        card.remove(member);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CardFile.of(card))
                .withMessageContaining("is missing");
    }

    private void run(ObjectNode card, UUID id) {
        var file = CardFile.of(card);
        importer.run(new Library(List.of(file), Map.of(file.code(), id), library.texts()));
    }

    /** Out of the lists again, which other tests count. */
    private void hide(UUID id) {
        jdbc.sql("update scenarios set status = 'archived' where id = ?").param(id).update();
    }

    private Map<String, @Nullable Object> row(UUID id) {
        return jdbc.sql("select * from scenarios where id = ?").param(id).query().singleRow();
    }

    private List<String> events(UUID id) {
        return jdbc.sql(
                        """
                        select payload from outbox_events
                        where topic = 'praxis.content' and type = 'content.published'
                          and event_key = ? order by seq
                        """)
                .param(id.toString())
                .query((rs, n) -> rs.getString("payload"))
                .list();
    }

    private List<String> everything() {
        return jdbc.sql(
                        """
                        select s.code || s.updated_at || s.version || v.id
                        from scenarios s join scenario_versions v on v.scenario_id = s.id
                        where s.code not like 'test-%' order by 1
                        """)
                .query((rs, n) -> rs.getString(1))
                .list();
    }

    private static ObjectNode card(String code, String profession) throws Exception {
        return (ObjectNode)
                new YAMLMapper()
                        .readTree(
                                """
                                id: %s
                                profession: %s
                                title: Test
                                category: general
                                topic: testing
                                duration: 5
                                required_plan: free
                                difficulty: {level: beginner}
                                setting: Test room
                                candidate_card: {complaint: None., role: NURSE. You test., tasks: [Test it.]}
                                persona: {age: 50, gender: female}
                                """
                                        .formatted(code, profession));
    }
}
