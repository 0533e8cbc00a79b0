package com.oetpraxis.ai.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CardChecksTest {

    private final CardChecks checks = new CardChecks();

    static List<String> codes() {
        return Cards.codes();
    }

    @Test
    void knowsTheTwelveCards() {
        assertThat(codes()).hasSize(12);
    }

    @ParameterizedTest
    @MethodSource("codes")
    void findsNothingWrongWithTheCardsWeShip(String code) {
        assertThat(checks.check(Cards.tree(code))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /                        | opening_line | Hello, I bring up streaks of blood.      | leaked_fact       | opening_line
                    /std/history/r           | any          | My dad died at sixty.                    | leaked_fact       | std.history.r
                    /closing                 | time_up      | I must lose these five kilos.            | leaked_fact       | closing.time_up
                    /candidate_card          | complaint    | Streaks of blood in the phlegm.          | leaked_fact       | candidate_card.complaint
                    /cues/0                  | say          | Dad died at sixty.                       | leaked_fact       | cues.cue_age.say
                    /questions/0             | ok           | It was asbestos then.                    | leaked_fact       | questions.q_cancer.ok
                    /tell/0                  | tb           | think of the asbestos                    | leaked_fact       | tell.xray.tb
                    /ask/1                   | reveals      | nobody                                   | shape             | ask.blood.reveals
                    /ask/0/p                 | 0            | how long + + it                          | bad_pattern       | ask.onset.p[0]
                    /ask/1/r                 | open         | Yes. I did notice something.             | untold_fact       | ask.blood.r
                    /                        | category     | neurology                                | shape             | category
                    /persona                 | first_name   | ''                                       | shape             | persona.first_name
                    /cues/0/fire             | told         | nothing                                  | unknown_reference | cues.cue_age.fire
                    /cues/0/fire             | sung         | nothing                                  | shape             | cues.cue_age.fire.sung
                    /ask/1                   | min_band     | friendly                                 | shape             | ask.blood.min_band
                    /std/smoking             | min_band     | guarded                                  | fact_below_its_band | std.smoking.reveals
                    /hidden_facts/2          | min_band     | open                                     | fact_below_its_band | std.smoking.reveals
                    /tell/0                  | tb           | Go for an X-ray.                         | authoring         | tell.xray.tb
                    """)
    void findsWhatIsWrong(String parent, String member, String value, String code, String path) {
        var card = Cards.tree("med-01-cough");
        var node = parent.equals("/") ? card : card.at(parent);
        if (node.isArray()) {
            ((tools.jackson.databind.node.ArrayNode) node).set(Integer.parseInt(member), value);
        } else {
            ((ObjectNode) node).put(member, value);
        }

        assertThat(checks.check(card))
                .extracting(Finding::code, Finding::path)
                .contains(org.assertj.core.groups.Tuple.tuple(code, path));
    }

    @Test
    void findsAFactThatNothingBringsOut() {
        var card = Cards.tree("med-01-cough");
        ((ObjectNode) find(card.path("ask"), "weight")).remove("reveals");

        assertThat(checks.check(card))
                .extracting(Finding::code)
                .contains("unreachable_fact", "leaked_fact");
    }

    @Test
    void readsNoCardWithoutItsMembers() {
        var card = (ObjectNode) Cards.tree("med-01-cough");
        card.remove("persona");

        assertThatExceptionOfType(InvalidCardException.class)
                .isThrownBy(() -> CardReader.read(card))
                .satisfies(e ->
                        assertThat(e.findings()).extracting(Finding::path).contains("persona"));
    }

    private static JsonNode find(JsonNode list, String id) {
        return list.valueStream()
                .filter(node -> node.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
