package com.oetpraxis.session.practice;

import com.oetpraxis.session.admission.Admission;
import com.oetpraxis.session.admission.AdmittedScenario;
import com.oetpraxis.session.admission.AllowanceHeldException;
import com.oetpraxis.shared.id.Ids;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The steps of starting a session: an id, the questions to the other services under it, then the
 * row. What was held at billing is given back where the row is not stored; where nobody can say
 * whether it is, billing asks later by itself.
 */
@Component
class SessionStart {

    private static final Logger log = LoggerFactory.getLogger(SessionStart.class);

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
        private boolean storing;

        private Attempt(UUID id, UUID userId, UUID scenarioId) {
            this.id = id;
            this.userId = userId;
            this.scenarioId = scenarioId;
        }

        /** Asks the other services, outside of any transaction. */
        AdmittedScenario admit() {
            var scenario = admitted();
            held = true;
            sessions.requireNoOther(userId);
            return scenario;
        }

        private AdmittedScenario admitted() {
            try {
                return admission.admit(id, userId, scenarioId);
            } catch (AllowanceHeldException e) {
                throw sessions.other(userId); // those that hold it come first; nothing is used up
            }
        }

        /** Stores the session. */
        SessionView store(AdmittedScenario scenario) {
            storing = true;
            return sessions.start(id, userId, scenario);
        }

        /** After a failure: the hold, if there is one, must not outlive it. */
        void giveBack() {
            if (held && !(storing && mayBeStored())) {
                admission.giveBack(id);
            }
        }

        /** A commit may have succeeded although its answer was lost. */
        private boolean mayBeStored() {
            try {
                return sessions.isStored(userId, id);
            } catch (DataAccessException | TransactionException e) {
                log.warn("Whether session {} was stored is not known; billing will ask", id, e);
                return true;
            }
        }
    }
}
