package com.oetpraxis.session.practice;

import com.oetpraxis.session.admission.AdmittedScenario;
import com.oetpraxis.session.transcript.Speaker;
import com.oetpraxis.session.transcript.Turn;
import com.oetpraxis.session.transcript.TurnSource;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.test.util.ReflectionTestUtils;

/** Sessions and turns of unit tests; times are seconds from noon. */
final class TestSessions {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private TestSessions() {}

    static Instant at(long second) {
        return NOON.plusSeconds(second);
    }

    static PracticeSession created() {
        var scenario =
                new AdmittedScenario(
                        UUID.randomUUID(),
                        1,
                        "nur-01-leg-ulcer",
                        "A leg ulcer",
                        "nurse",
                        5,
                        new AdmittedScenario.Instructions(List.of(), List.of(), List.of()),
                        new AdmittedScenario.CandidateCard(null, null, List.of()),
                        new AdmittedScenario.Persona(67, "female"));
        return PracticeSession.start(UUID.randomUUID(), UUID.randomUUID(), scenario, at(0));
    }

    static Turn turn(int number, Speaker speaker) {
        return new Turn(
                number,
                speaker,
                TurnSource.TYPED,
                "Words",
                null,
                null,
                false,
                0,
                0,
                null,
                List.of(),
                0,
                null,
                null,
                null,
                null);
    }

    static List<Object> events(PracticeSession session) {
        Collection<?> events = ReflectionTestUtils.invokeMethod(session, "domainEvents");
        return events == null ? List.of() : List.copyOf(events);
    }
}
