package com.oetpraxis.ai.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.card.Cards;
import com.oetpraxis.ai.patient.PatientEngine;
import com.oetpraxis.ai.patient.PatientReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LiveSessionTest {

    private static final PatientEngine ENGINE = PatientEngine.load();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Card CARD = Cards.read("pha-01-warfarin");

    private static final List<String> LINES =
            List.of(
                    "Hello, my name is Ana and I'm the pharmacist.",
                    "Can you tell me about your knee?",
                    "Have you noticed any unusual bruising or bleeding?",
                    "What happened to the bathroom sink?",
                    "Ibuprofen together with warfarin can make you bleed.",
                    "Paracetamol would be a safer choice.",
                    "Do you take any other medicines, and how much alcohol do you drink?",
                    "That must be frustrating.",
                    "Calm down.",
                    "Could you repeat that?",
                    "Can you tell me in your own words what you'll do?");

    @Test
    void answersTheSameTurnTheSame() {
        var session = new LiveSession(ENGINE, CARD, List.of());
        session.reply(1, LINES.getFirst(), false);
        var first = session.reply(3, "Any fever or swelling of the knee?", false);

        assertThat(session.reply(3, "Any fever or swelling of the knee?", false)).isSameAs(first);
        assertThat(session.reply(1, LINES.getFirst(), false).text()).isEqualTo(CARD.openingLine());
    }

    @Test
    void letsATurnWithAnotherTextTakeTheOldOnesPlace() {
        var session = new LiveSession(ENGINE, CARD, List.of());
        session.reply(1, LINES.getFirst(), false);
        session.reply(3, "How do you take your warfarin?", false);

        var instead = session.reply(3, "Are you allergic to anything?", false);

        assertThat(instead.text()).startsWith("No, none.");
        assertThat(session.reply(5, "How do you take your warfarin?", false).text())
                .startsWith("I take it when I remember.");
    }

    @Test
    void saysAgainWhatWasCancelled() {
        var session = new LiveSession(ENGINE, CARD, List.of());
        session.reply(1, LINES.getFirst(), false);
        var said = session.reply(3, "How do you take your warfarin?", false);

        session.cancel(4);

        assertThat(session.reply(3, "How do you take your warfarin?", false).text())
                .isEqualTo(said.text());
    }

    /** An instance is lost after every turn; the next one goes on as if nothing had happened. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void goesOnTheSameAfterACrash(int seed) {
        var random = new Random(seed);
        var steady = new LiveSession(ENGINE, CARD, List.of());
        var stored = new ArrayList<StoredTurn>();
        int turn = 1;
        for (int i = 0; i < 14; i++) {
            var afterCrash = new LiveSession(ENGINE, CARD, StoredTurn.played(stored, JSON));
            if (random.nextInt(6) == 0) {
                var line = steady.silence(1, turn);
                assertThat(afterCrash.silence(1, turn).text()).isEqualTo(line.text());
                stored.add(patient(turn, line, null));
                turn++;
                continue;
            }
            var text = LINES.get(random.nextInt(LINES.size()));
            boolean interrupted = random.nextInt(5) == 0;
            var reply = steady.reply(turn, text, interrupted);
            assertThat(afterCrash.reply(turn, text, interrupted)).isEqualTo(reply);
            stored.add(new StoredTurn(turn, "learner", text, null, null, false, null));
            @Nullable String heard = null;
            if (random.nextInt(4) == 0) {
                heard = reply.text().substring(0, reply.text().length() / 3);
                steady.heard(turn + 1, heard);
            }
            stored.add(patient(turn + 1, reply, heard));
            turn += 2;
        }
    }

    @Test
    void readsWhatAnotherFormOfEngineStoredAsNothing() {
        var odd = JSON.valueToTree(List.of("weight"));
        var stored =
                List.of(
                        new StoredTurn(1, "learner", "Hello.", null, null, false, odd),
                        new StoredTurn(2, "patient", "Hello.", null, null, false, odd));

        assertThat(StoredTurn.played(stored, JSON))
                .hasSize(2)
                .allSatisfy(turn -> assertThat(turn.matched()).isNull());
    }

    private static StoredTurn patient(int turn, PatientReply reply, @Nullable String heard) {
        @Nullable JsonNode matched =
                reply.matched() == null ? null : JSON.valueToTree(reply.matched());
        return new StoredTurn(
                turn,
                "patient",
                heard == null ? reply.text() : heard,
                heard,
                reply.text(),
                reply.prompted(),
                matched);
    }
}
