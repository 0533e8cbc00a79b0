package com.oetpraxis.content.scenario;

import com.oetpraxis.content.scenario.Scenario.Instructions;
import com.oetpraxis.shared.document.Refuses;
import com.oetpraxis.shared.security.CurrentUser;
import com.oetpraxis.shared.web.PageQuery;
import com.oetpraxis.shared.web.Pagination;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The learner's view of the library (EP-33, EP-34, EP-35). */
@RestController
@RequestMapping("/v1/sessions/scenarios")
class LearnerScenarioController {

    private static final List<String> INTERVALS = List.of("0-10", "10-20", "20-30", "30+");

    private final ScenarioService scenarios;

    LearnerScenarioController(ScenarioService scenarios) {
        this.scenarios = scenarios;
    }

    record LibraryResponse(List<LibraryItem> scenarios, Pagination.Current pagination) {}

    /**
     * @param difficulty {@code beginner}, {@code intermediate} or {@code advanced}
     * @param category such as {@code emergency}
     * @param duration minutes
     * @param requiredPlan {@code free} or {@code paid}
     * @param averageRating stars from 1 to 5, null where nobody has rated
     */
    record LibraryItem(
            UUID id,
            String title,
            String description,
            String difficulty,
            String category,
            int duration,
            String requiredPlan,
            @Nullable Double averageRating) {

        static LibraryItem of(Scenario scenario) {
            return new LibraryItem(
                    scenario.id(),
                    scenario.title(),
                    scenario.description(),
                    scenario.difficulty(),
                    scenario.category(),
                    scenario.duration(),
                    scenario.requiredPlan(),
                    scenario.ratings().average());
        }
    }

    /**
     * @param difficulty {@code beginner}, {@code intermediate} or {@code advanced}
     * @param category such as {@code emergency}
     * @param duration minutes
     * @param requiredPlan {@code free} or {@code paid}
     * @param patientProfile no more than the candidate card tells
     */
    record DetailResponse(
            UUID id,
            String title,
            String description,
            String difficulty,
            String category,
            int duration,
            String requiredPlan,
            List<String> learningObjectives,
            List<String> prerequisites,
            PatientProfile patientProfile,
            Instructions instructions,
            RatingsResponse ratings) {

        static DetailResponse of(Scenario scenario) {
            return new DetailResponse(
                    scenario.id(),
                    scenario.title(),
                    scenario.description(),
                    scenario.difficulty(),
                    scenario.category(),
                    scenario.duration(),
                    scenario.requiredPlan(),
                    scenario.learningObjectives(),
                    scenario.prerequisites(),
                    new PatientProfile(
                            scenario.persona().age(),
                            scenario.persona().gender(),
                            scenario.candidateCard().role(),
                            scenario.candidateCard().complaint()),
                    scenario.instructions(),
                    RatingsResponse.of(scenario.ratings()));
        }
    }

    /**
     * @param background the candidate card's role paragraph
     * @param mainComplaint what the candidate card says of it
     */
    record PatientProfile(int age, String gender, String background, String mainComplaint) {}

    /**
     * @param average stars with one decimal, null where nobody has rated
     * @param total how many have rated
     * @param distribution ratings by stars, from "5" to "1"
     */
    record RatingsResponse(@Nullable Double average, int total, Map<String, Integer> distribution) {

        static RatingsResponse of(Scenario.Ratings ratings) {
            var distribution = new LinkedHashMap<String, Integer>();
            for (var stars = 5; stars >= 1; stars--) {
                distribution.put(String.valueOf(stars), 0);
            }
            return new RatingsResponse(ratings.average(), ratings.count(), distribution);
        }
    }

    /**
     * @param userProfession the caller's, null for staff
     * @param totalScenarios all that the caller may see
     */
    record FiltersResponse(
            @Nullable String userProfession,
            List<String> difficulties,
            List<String> categories,
            Durations durations,
            int totalScenarios) {}

    /**
     * @param min minutes, null where there is no scenario; so is {@code max}
     * @param max minutes, null where there is no scenario
     * @param intervals of minutes, to choose from
     */
    record Durations(@Nullable Integer min, @Nullable Integer max, List<String> intervals) {}

    /**
     * The published scenarios of the caller's profession; staff see all.
     *
     * @param difficulty beginner, intermediate or advanced
     * @param category such as emergency or chronic, as in the filters
     * @param search words that title or description must have
     */
    @GetMapping
    LibraryResponse list(
            CurrentUser user,
            @RequestParam(required = false) @Nullable String difficulty,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String search,
            PageQuery page) {
        var found =
                scenarios.list(user, ScenarioFilter.of(null, difficulty, category, search), page);
        return new LibraryResponse(
                found.scenarios().stream().map(LibraryItem::of).toList(),
                found.pagination().current());
    }

    /** What the list can be narrowed by, as far as there are scenarios. */
    @GetMapping("/filters")
    FiltersResponse filters(CurrentUser user) {
        var summary = scenarios.summary(user);
        return new FiltersResponse(
                user.profession(),
                inOrder(ScenarioFilter.DIFFICULTIES, summary.difficulties()),
                inOrder(ScenarioFilter.CATEGORIES, summary.categories()),
                new Durations(summary.shortest(), summary.longest(), INTERVALS),
                summary.total());
    }

    /**
     * All that a learner may know of a scenario before the session.
     *
     * @param id of the scenario
     */
    @Refuses(status = 403, when = "PER001 PROFESSION_MISMATCH: it is for another profession")
    @GetMapping("/{id}")
    DetailResponse get(CurrentUser user, @PathVariable UUID id) {
        return DetailResponse.of(scenarios.get(user, id));
    }

    private static List<String> inOrder(List<String> all, List<String> present) {
        return all.stream().filter(present::contains).toList();
    }
}
