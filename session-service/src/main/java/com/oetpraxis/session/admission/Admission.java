package com.oetpraxis.session.admission;

import com.oetpraxis.session.admission.AdmittedScenario.CandidateCard;
import com.oetpraxis.session.admission.AdmittedScenario.Instructions;
import com.oetpraxis.session.admission.AdmittedScenario.Persona;
import com.oetpraxis.session.admission.BillingClient.Reservation;
import com.oetpraxis.session.admission.ContentClient.Scenario;
import com.oetpraxis.shared.client.UpstreamException;
import com.oetpraxis.shared.client.UpstreamUnavailableException;
import com.oetpraxis.shared.web.CommonProblem;
import com.oetpraxis.shared.web.ProblemException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Asks the other services whether a learner may start (BR-34), in the rule's order. All of it
 * happens outside of a transaction.
 */
@Component
public class Admission {

    private static final Logger log = LoggerFactory.getLogger(Admission.class);

    private static final String PRODUCT = "oet";
    private static final String UNIT = "session";

    private final UserClient users;
    private final ContentClient scenarios;
    private final BillingClient billing;

    Admission(UserClient users, ContentClient scenarios, BillingClient billing) {
        this.users = users;
        this.scenarios = scenarios;
        this.billing = billing;
    }

    /**
     * Checks address, consent, scenario, profession, plan and allowance; on success one session is
     * held at billing under the session's id until it is captured or released.
     *
     * @throws ProblemException with the first check that fails
     * @throws AllowanceHeldException if nothing is left of the allowance only because some of it is
     *     held
     * @throws UpstreamUnavailableException if one of the services does not answer
     */
    public AdmittedScenario admit(UUID sessionId, UUID userId, UUID scenarioId) {
        var profession = requireGoodStanding(userId);
        var scenario = published(scenarioId);
        if (!scenario.profession().equals(profession)) {
            throw refused(
                    AdmissionProblem.PROFESSION_MISMATCH,
                    "This scenario is for another profession.");
        }
        reserve(new Reservation(sessionId, userId, PRODUCT, UNIT, scenario.requiredPlan()));
        return admitted(scenario);
    }

    /**
     * Gives the hold back at once. Where billing does not answer, it finds the orphan by itself
     * after a quarter of an hour.
     */
    public void giveBack(UUID sessionId) {
        try {
            release(sessionId);
        } catch (UpstreamUnavailableException | UpstreamException e) {
            log.warn("The hold of session {} was not given back: {}", sessionId, e.getMessage());
        }
    }

    /**
     * Gives the hold back.
     *
     * @throws UpstreamUnavailableException if billing does not answer
     */
    public void release(UUID sessionId) {
        billing.release(new BillingClient.Key(sessionId));
    }

    private String requireGoodStanding(UUID userId) {
        var standing = standing(userId);
        if (!standing.status().equals("active")) {
            throw refused(
                    AdmissionProblem.ACCOUNT_NOT_ACTIVE,
                    "Your account is not active; ask the support.");
        }
        if (!standing.emailVerified()) {
            throw new ProblemException(
                    CommonProblem.ADDRESS_NOT_VERIFIED,
                    "Confirm your e-mail address first; we can send the mail again.");
        }
        if (!standing.legalAccepted()) {
            throw refused(
                    AdmissionProblem.LEGAL_ACCEPTANCE_REQUIRED,
                    "Accept the terms in force before you practise.");
        }
        if (!standing.role().equals("user") || standing.profession() == null) {
            throw refused(AdmissionProblem.NOT_A_LEARNER, "Only learners can start a session.");
        }
        return standing.profession();
    }

    private UserClient.Standing standing(UUID userId) {
        try {
            return users.standing(userId);
        } catch (UpstreamException e) {
            if (e.status() == HttpStatus.NOT_FOUND.value()) {
                throw refused(
                        AdmissionProblem.ACCOUNT_NOT_ACTIVE, "Your account no longer exists.");
            }
            throw e;
        }
    }

    private Scenario published(UUID scenarioId) {
        var scenario = scenario(scenarioId);
        if (scenario == null || !scenario.status().equals("published")) {
            throw new ProblemException(
                    AdmissionProblem.SCENARIO_NOT_FOUND,
                    "There is no such scenario; choose one from the list.");
        }
        return scenario;
    }

    private @Nullable Scenario scenario(UUID scenarioId) {
        try {
            return scenarios.scenario(scenarioId);
        } catch (UpstreamException e) {
            if (e.status() == HttpStatus.NOT_FOUND.value()) {
                return null;
            }
            throw e;
        }
    }

    private void reserve(Reservation reservation) {
        try {
            billing.reserve(reservation);
        } catch (UpstreamUnavailableException e) {
            giveBack(reservation.key()); // it may have been made, or be made yet
            throw e;
        } catch (UpstreamException e) {
            if (e.status() != HttpStatus.FORBIDDEN.value()) {
                throw e;
            }
            if (isOnlyHeld(e)) {
                throw new AllowanceHeldException();
            }
            throw refusal(e);
        }
    }

    /** Refused although fewer units than the limit are used: the others may come back. */
    private static boolean isOnlyHeld(UpstreamException e) {
        return "SUBSCRIPTION_REQUIRED".equals(e.reason())
                && e.details().get("used") instanceof Number used
                && e.details().get("limit") instanceof Number limit
                && used.longValue() < limit.longValue();
    }

    private static ProblemException refusal(UpstreamException e) {
        var problem =
                "PLAN_REQUIRED".equals(e.reason())
                        ? refused(
                                AdmissionProblem.PLAN_REQUIRED,
                                "This scenario belongs to the paid plans.")
                        : refused(
                                AdmissionProblem.SUBSCRIPTION_REQUIRED,
                                "Your free sessions are used up; subscribe to go on practising.");
        var upgrade = e.details().get("upgradeUrl");
        return upgrade == null ? problem : problem.with("upgradeUrl", upgrade);
    }

    private static ProblemException refused(AdmissionProblem problem, String detail) {
        return new ProblemException(problem, detail).with("reason", problem.name());
    }

    private static AdmittedScenario admitted(Scenario s) {
        return new AdmittedScenario(
                s.id(),
                s.version(),
                s.code(),
                s.title(),
                s.profession(),
                s.duration(),
                new Instructions(
                        list(s.instructions().preparation()),
                        list(s.instructions().during()),
                        list(s.instructions().completion())),
                new CandidateCard(
                        s.candidateCard().setting(),
                        s.candidateCard().role(),
                        list(s.candidateCard().tasks())),
                new Persona(s.persona().age(), s.persona().gender()));
    }

    private static List<String> list(@Nullable List<String> given) {
        return given == null ? List.of() : List.copyOf(given);
    }
}
