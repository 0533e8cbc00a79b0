package com.oetpraxis.session.practice;

import com.oetpraxis.session.admission.Admission;
import com.oetpraxis.session.admission.AdmittedScenario;
import com.oetpraxis.shared.id.Ids;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The steps of starting a session: an id, the questions to the other services under it, then the
 * row. What was held at billing is given back where the row is not stored.
 */
@Component
class SessionStart {

    private final Admission admission;
    private final PracticeSessionService sessions;
    private final Ids ids;

    SessionStart(Admission admission, PracticeSessionService sessions, Ids ids) {
        this.admission = admission;
        this.sessions = sessions;
        this.ids = ids;
    }

    Attempt attempt(UUID userId, UUID scenarioId) {
        return new Attempt(ids.next(), userId, scenarioId);
    }

    /** One attempt of one learner; used by one thread. */
    final class Attempt {

        private final UUID id;
        private final UUID userId;
        private final UUID scenarioId;
        private boolean held;

        private Attempt(UUID id, UUID userId, UUID scenarioId) {
            this.id = id;
            this.userId = userId;
            this.scenarioId = scenarioId;
        }

        /** Asks the other services, outside of any transaction. */
        AdmittedScenario admit() {
            var scenario = admission.admit(id, userId, scenarioId);
            held = true;
            sessions.requireNoOther(userId);
            return scenario;
        }

        /** Stores the session. */
        SessionView store(AdmittedScenario scenario) {
            return sessions.start(id, userId, scenario);
        }

        /** After a failure: the hold, if there is one, must not outlive it. */
        void giveBack() {
            if (held) {
                admission.giveBack(id);
            }
        }
    }
}
