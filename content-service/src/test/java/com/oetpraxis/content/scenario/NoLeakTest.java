package com.oetpraxis.content.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.oetpraxis.content.ContentIntegrationTest;
import com.oetpraxis.devstack.testing.TestTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Nothing that only the patient knows is in any answer to a learner, whatever the card. */
@ContentIntegrationTest
class NoLeakTest {

    /** What the patient says or is; the candidate card, title and setting are the learner's. */
    private static final List<String> SECRET =
            List.of(
                    "presenting_complaint",
                    "interlocutor_card",
                    "persona",
                    "hidden_facts",
                    "ice",
                    "opening_line",
                    "std",
                    "ask",
                    "tell",
                    "cues",
                    "questions",
                    "closing",
                    "full_marks",
                    "difficulty");

    private static final int TELLING_WORDS = 4;

    @Autowired MockMvc mvc;
    @Autowired JdbcClient jdbc;
    @Autowired JsonMapper json;

    @Test
    void tellsNoHiddenFactByItsKeyPhrases() throws Exception {
        var checked = 0;
        for (var card : cards()) {
            var sentences = sentences(answers(card));
            var own = roleAndTasks(card); // may name what there is to ask about
            for (var fact : card.get("hidden_facts").values()) {
                for (var phrase : fact.path("key_phrases").values()) {
                    checked++;
                    assertThat(sentences)
                            .as("%s: %s", card.get("id"), phrase)
                            .filteredOn(sentence -> !own.contains(sentence))
                            .noneMatch(sentence -> matches(phrase.asString(), sentence));
                }
            }
        }
        assertThat(checked).isGreaterThan(50);
    }

    @Test
    void repeatsNoLineOfThePatientsSide() throws Exception {
        var checked = 0;
        for (var card : cards()) {
            var given = words(answers(card));
            var candidate = words(String.join(" ", ownSentences(card)));
            for (var member : SECRET) {
                for (var text : texts(card.path(member))) {
                    var words = words(text).split(" ");
                    for (var i = 0; i + TELLING_WORDS <= words.length; i++) {
                        var run = String.join(" ", List.of(words).subList(i, i + TELLING_WORDS));
                        if (!(" " + candidate + " ").contains(" " + run + " ")) {
                            checked++;
                            assertThat(" " + given + " ")
                                    .as("%s: %s", card.get("id"), member)
                                    .doesNotContain(" " + run + " ");
                        }
                    }
                }
            }
        }
        assertThat(checked).isGreaterThan(1000);
    }

    @Test
    void namesNobody() throws Exception {
        for (var card : cards()) {
            var given = words(answers(card));
            var candidate = words(String.join(" ", ownSentences(card)));
            var name = words(card.get("persona").get("name").asString());

            assertThat(given).as("%s", card.get("id")).doesNotContain(name);
            assertThat(candidate).as("%s", card.get("id")).doesNotContain(name);
        }
    }

    private static List<JsonNode> cards() throws Exception {
        var cards = new ArrayList<JsonNode>();
        for (var file :
                new PathMatchingResourcePatternResolver().getResources("classpath:cards/*.yaml")) {
            cards.add(new YAMLMapper().readTree(file.getContentAsByteArray()));
        }
        assertThat(cards).hasSizeGreaterThanOrEqualTo(12);
        return cards;
    }

    /** All that a learner of the card's profession is answered about it, as text. */
    private String answers(JsonNode card) throws Exception {
        var row =
                jdbc.sql("select id::text, target_profession from scenarios where code = ?")
                        .param(card.get("id").asString())
                        .query((rs, n) -> List.of(rs.getString(1), rs.getString(2)))
                        .single();
        var all = new StringBuilder();
        for (var path :
                List.of(
                        "/v1/sessions/scenarios/" + row.getFirst(),
                        "/v1/scenarios/" + row.getFirst(),
                        "/v1/sessions/scenarios",
                        "/v1/sessions/scenarios/filters",
                        "/v1/scenarios")) {
            var answer =
                    mvc.perform(
                                    get(path)
                                            .header(
                                                    "Authorization",
                                                    TestTokens.user(UUID.randomUUID())
                                                            .profession(row.getLast())
                                                            .bearer()))
                            .andReturn()
                            .getResponse();
            assertThat(answer.getStatus()).isEqualTo(200);
            var body = json.readTree(answer.getContentAsByteArray());
            if (body.has("scenarios")) {
                body.get("scenarios")
                        .valueStream()
                        .filter(item -> item.get("id").asString().equals(row.getFirst()))
                        .forEach(item -> append(all, item));
            } else {
                append(all, body);
            }
        }
        return all.toString();
    }

    private static void append(StringBuilder all, JsonNode node) {
        texts(node).forEach(text -> all.append(text).append(". "));
    }

    private static List<String> roleAndTasks(JsonNode card) {
        return Stream.of(
                        card.get("candidate_card").get("role"),
                        card.get("candidate_card").get("tasks"))
                .flatMap(node -> texts(node).stream())
                .flatMap(text -> sentences(text).stream())
                .toList();
    }

    private static List<String> ownSentences(JsonNode card) {
        return Stream.of(
                        texts(card.get("candidate_card")),
                        List.of(card.get("title").asString(), card.get("setting").asString()))
                .flatMap(List::stream)
                .flatMap(text -> sentences(text).stream())
                .toList();
    }

    private static List<String> texts(JsonNode node) {
        if (node.isString()) {
            return List.of(node.asString());
        }
        return node.valueStream().flatMap(value -> texts(value).stream()).toList();
    }

    private static List<String> sentences(String text) {
        return Stream.of(text.split("[.;?!]"))
                .map(NoLeakTest::words)
                .filter(s -> !s.isEmpty())
                .toList();
    }

    private static String words(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9']+", " ").strip();
    }

    /** The cards' pattern language: all groups joined by plus, one alternative of each. */
    private static boolean matches(String pattern, String sentence) {
        return Stream.of(pattern.split("\\+"))
                .allMatch(group ->
                        Stream.of(group.split("/"))
                                .anyMatch(phrase ->
                                        Pattern.compile(
                                                        "(^| )"
                                                                + phrase.strip()
                                                                        .toLowerCase(Locale.ROOT)
                                                                        .replace("*", "[a-z']*")
                                                                + "( |$)")
                                                .matcher(sentence)
                                                .find()));
    }
}
