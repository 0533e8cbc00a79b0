package com.oetpraxis.content.scenario;

import com.oetpraxis.content.scenario.Scenario.Instructions;
import com.oetpraxis.shared.document.Refuses;
import com.oetpraxis.shared.security.CurrentUser;
import com.oetpraxis.shared.web.PageQuery;
import com.oetpraxis.shared.web.Pagination;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Published scenarios for every signed-in user (EP-42, EP-43). */
@RestController
@RequestMapping("/v1/scenarios")
class ScenarioController {

    private final ScenarioService scenarios;

    ScenarioController(ScenarioService scenarios) {
        this.scenarios = scenarios;
    }

    record ScenariosResponse(List<ScenarioItem> scenarios, Pagination.Plain pagination) {}

    /**
     * @param difficulty {@code beginner}, {@code intermediate} or {@code advanced}
     * @param category such as {@code emergency}
     * @param duration minutes
     */
    record ScenarioItem(
            UUID id,
            String title,
            String description,
            String difficulty,
            String category,
            int duration) {

        static ScenarioItem of(Scenario scenario) {
            return new ScenarioItem(
                    scenario.id(),
                    scenario.title(),
                    scenario.description(),
                    scenario.difficulty(),
                    scenario.category(),
                    scenario.duration());
        }
    }

    /**
     * @param difficulty {@code beginner}, {@code intermediate} or {@code advanced}
     * @param category such as {@code emergency}
     * @param patientPersona no more than the candidate card tells
     */
    record ScenarioResponse(
            UUID id,
            String title,
            String description,
            String difficulty,
            String category,
            PatientPersona patientPersona,
            Instructions instructions) {

        static ScenarioResponse of(Scenario scenario) {
            return new ScenarioResponse(
                    scenario.id(),
                    scenario.title(),
                    scenario.description(),
                    scenario.difficulty(),
                    scenario.category(),
                    new PatientPersona(
                            scenario.persona().age(),
                            scenario.persona().gender(),
                            scenario.candidateCard().complaint()),
                    scenario.instructions());
        }
    }

    /**
     * @param condition what the candidate card says of the complaint
     */
    record PatientPersona(int age, String gender, String condition) {}

    /**
     * Published scenarios; learners see those of their profession.
     *
     * @param profession an API code such as nurse
     * @param difficulty beginner, intermediate or advanced
     * @param category such as emergency or chronic
     */
    @Refuses(
            status = 403,
            when = "PER001 PROFESSION_MISMATCH: a learner asks for another profession")
    @GetMapping
    ScenariosResponse list(
            CurrentUser user,
            @RequestParam(required = false) @Nullable String profession,
            @RequestParam(required = false) @Nullable String difficulty,
            @RequestParam(required = false) @Nullable String category,
            PageQuery page) {
        var filter = ScenarioFilter.of(profession, difficulty, category, null);
        var found = scenarios.list(user, filter, page);
        return new ScenariosResponse(
                found.scenarios().stream().map(ScenarioItem::of).toList(),
                found.pagination().plain());
    }

    /**
     * One published scenario.
     *
     * @param id of the scenario
     */
    @Refuses(status = 403, when = "PER001 PROFESSION_MISMATCH: it is for another profession")
    @GetMapping("/{id}")
    ScenarioResponse get(CurrentUser user, @PathVariable UUID id) {
        return ScenarioResponse.of(scenarios.get(user, id));
    }
}
