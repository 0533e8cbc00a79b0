package com.oetpraxis.session.admission;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The scenario of a session that may start; no more of it than the learner may see before the end.
 *
 * @param version pinned for the session
 * @param code the card's stable code
 * @param profession the API code
 * @param minutes after which the patient closes
 */
public record AdmittedScenario(
        UUID id,
        int version,
        String code,
        String title,
        String profession,
        int minutes,
        Instructions instructions,
        CandidateCard candidateCard,
        Persona persona) {

    /** What to do before, during and after. */
    public record Instructions(
            List<String> preparation, List<String> during, List<String> completion) {}

    /** The candidate's own card. */
    public record CandidateCard(
            @Nullable String setting, @Nullable String role, List<String> tasks) {}

    /** Who is to be met; nothing else of the persona is told before the end. */
    public record Persona(@Nullable Integer age, @Nullable String gender) {}
}
