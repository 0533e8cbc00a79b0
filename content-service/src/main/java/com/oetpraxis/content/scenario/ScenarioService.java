package com.oetpraxis.content.scenario;

import com.oetpraxis.content.scenario.ScenarioRepository.Summary;
import com.oetpraxis.shared.security.CurrentUser;
import com.oetpraxis.shared.security.Role;
import com.oetpraxis.shared.web.CommonProblem;
import com.oetpraxis.shared.web.PageQuery;
import com.oetpraxis.shared.web.Pagination;
import com.oetpraxis.shared.web.ProblemException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who may see which scenario: learners the published ones of their own profession (BR-03, 07, 27),
 * staff the published ones of any.
 */
@Service
@Transactional(readOnly = true)
class ScenarioService {

    /** A learner without a profession sees nothing; no profession has this code. */
    private static final String NONE = "";

    private final ScenarioRepository scenarios;

    ScenarioService(ScenarioRepository scenarios) {
        this.scenarios = scenarios;
    }

    record Page(List<Scenario> scenarios, Pagination pagination) {}

    /**
     * Published scenarios the caller may see.
     *
     * @param filter whose profession only staff can choose freely
     */
    Page list(CurrentUser user, ScenarioFilter filter, PageQuery page) {
        var own = within(user, filter);
        return new Page(
                scenarios.findPublished(own, page),
                new Pagination(page, scenarios.countPublished(own)));
    }

    Summary summary(CurrentUser user) {
        return scenarios.summary(within(user, ScenarioFilter.of(null, null, null, null)));
    }

    /** The published scenario, if the caller may see it. */
    Scenario get(CurrentUser user, UUID id) {
        var scenario = scenarios.find(id).filter(Scenario::isPublished).orElseThrow(this::unknown);
        if (isLearner(user) && !scenario.profession().equals(user.profession())) {
            throw mismatch("This scenario belongs to another profession; choose one of yours.");
        }
        return scenario;
    }

    /** The scenario in any status, for other services. */
    Scenario get(UUID id) {
        return scenarios.find(id).orElseThrow(this::unknown);
    }

    ScenarioVersion version(UUID id, int version) {
        return scenarios
                .findVersion(id, version)
                .orElseThrow(() ->
                        new ProblemException(
                                CommonProblem.NOT_FOUND,
                                "There is no such version of a scenario."));
    }

    private ScenarioFilter within(CurrentUser user, ScenarioFilter filter) {
        var asked = ScenarioFilter.blankToNull(filter.profession());
        if (asked != null && !scenarios.isProfession(asked)) {
            throw ScenarioFilter.invalid("profession", "is not the code of a profession");
        }
        if (!isLearner(user)) {
            return profession(filter, asked);
        }
        if (asked != null && !asked.equals(user.profession())) {
            throw mismatch("You see the scenarios of your own profession.");
        }
        return profession(filter, user.profession() == null ? NONE : user.profession());
    }

    private static ScenarioFilter profession(ScenarioFilter filter, @Nullable String profession) {
        return new ScenarioFilter(
                profession, filter.difficulty(), filter.category(), filter.search());
    }

    private static boolean isLearner(CurrentUser user) {
        return user.role() == Role.USER;
    }

    private ProblemException unknown() {
        return new ProblemException(CommonProblem.NOT_FOUND, "There is no such scenario.");
    }

    private static ProblemException mismatch(String detail) {
        return new ProblemException(ScenarioProblem.PROFESSION_MISMATCH, detail)
                .with("reason", ScenarioProblem.PROFESSION_MISMATCH.name());
    }
}
