package com.oetpraxis.content.scenario;

import com.oetpraxis.content.scenario.Scenario.Instructions;
import com.oetpraxis.content.scenario.Scenario.Persona;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Scenarios and their cards for other services. */
@RestController
@RequestMapping("/internal/scenarios")
class InternalScenarioController {

    private static final CacheControl FOREVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable();

    private final ScenarioService scenarios;
    private final JsonMapper json;

    InternalScenarioController(ScenarioService scenarios, JsonMapper json) {
        this.scenarios = scenarios;
        this.json = json;
    }

    /**
     * @param duration minutes
     * @param version the current one, to pin a session to
     */
    record ScenarioResponse(
            UUID id,
            String code,
            String title,
            String description,
            String profession,
            String difficulty,
            String category,
            int duration,
            String requiredPlan,
            String status,
            int version,
            Instructions instructions,
            CandidateCard candidateCard,
            Persona persona) {

        static ScenarioResponse of(Scenario scenario) {
            var card = scenario.candidateCard();
            return new ScenarioResponse(
                    scenario.id(),
                    scenario.code(),
                    scenario.title(),
                    scenario.description(),
                    scenario.profession(),
                    scenario.difficulty(),
                    scenario.category(),
                    scenario.duration(),
                    scenario.requiredPlan(),
                    scenario.status(),
                    scenario.version(),
                    scenario.instructions(),
                    new CandidateCard(card.setting(), card.role(), card.tasks()),
                    scenario.persona());
        }
    }

    record CandidateCard(String setting, String role, List<String> tasks) {}

    /**
     * @param profession the API code
     * @param duration minutes
     * @param card as it stands in the card file
     */
    record VersionResponse(
            UUID id, String code, int version, String profession, int duration, JsonNode card) {}

    /**
     * A scenario in any status, with the version to pin a session to.
     *
     * @param id of the scenario
     */
    @GetMapping("/{id}")
    ScenarioResponse get(@PathVariable UUID id) {
        return ScenarioResponse.of(scenarios.get(id));
    }

    /**
     * A version with the whole card; it never changes, so it may be kept.
     *
     * @param id of the scenario
     * @param version from 1
     */
    @GetMapping("/{id}/versions/{version}")
    ResponseEntity<VersionResponse> version(@PathVariable UUID id, @PathVariable int version) {
        var found = scenarios.version(id, version);
        return ResponseEntity.ok()
                .cacheControl(FOREVER)
                .body(
                        new VersionResponse(
                                found.id(),
                                found.code(),
                                found.version(),
                                found.profession(),
                                found.duration(),
                                json.readTree(found.card())));
    }
}
