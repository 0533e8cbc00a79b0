package com.oetpraxis.content.scenario;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.oetpraxis.content.ContentIntegrationTest;
import com.oetpraxis.devstack.testing.TestTokens;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@ContentIntegrationTest
class LearnerScenarioControllerTest {

    private static final String LEG_ULCER = "019b3f6a-2c00-7a18-9c41-5d2e8f70b626";
    private static final String COUGH = "019b3f6a-2c00-7a0a-9c41-5d2e8f70b610";
    private static final String WARFARIN = "019b3f6a-2c00-7a42-9c41-5d2e8f70b668";

    private static final String LIST = "/v1/sessions/scenarios";

    @Autowired MockMvc mvc;

    @Test
    void listsTheCardsOfTheCallersProfession() throws Exception {
        as("nurse", LIST)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.scenarios.length()").value(2))
                .andExpect(
                        jsonPath("$.scenarios[*].title")
                                .value(
                                        containsInAnyOrder(
                                                "Bandages that keep coming off",
                                                "My mother fell and nobody rang")))
                .andExpect(jsonPath("$.scenarios[0].description").isNotEmpty())
                .andExpect(jsonPath("$.scenarios[0].difficulty").value("advanced"))
                .andExpect(jsonPath("$.scenarios[0].category").value("general"))
                .andExpect(jsonPath("$.scenarios[0].duration").value(5))
                .andExpect(jsonPath("$.scenarios[0].requiredPlan").value("free"))
                .andExpect(jsonPath("$.scenarios[0].averageRating").value((Object) null))
                .andExpect(jsonPath("$.pagination.currentPage").value(1))
                .andExpect(jsonPath("$.pagination.totalPages").value(1))
                .andExpect(jsonPath("$.pagination.totalItems").value(2));
    }

    @ParameterizedTest
    @CsvSource({
        "doctor,2",
        "nurse,2",
        "dentist,2",
        "physiotherapist,2",
        "pharmacist,2",
        "dietitian,1",
        "occupational_therapist,1",
        "optometrist,0",
        ",0"
    })
    void keepsToOneProfession(String profession, int cards) throws Exception {
        as(profession, LIST)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.pagination.totalItems").value(cards))
                .andExpect(jsonPath("$.scenarios.length()").value(cards));
    }

    @Test
    void doesNotLetAParameterWidenTheList() throws Exception {
        as("nurse", LIST + "?profession=doctor")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.pagination.totalItems").value(2));
    }

    @ParameterizedTest
    @CsvSource({
        "difficulty=intermediate,1",
        "difficulty=beginner,0",
        "category=chronic,1",
        "category=chronic&difficulty=advanced,0",
        "category=&difficulty=,2"
    })
    void filters(String query, int cards) throws Exception {
        as("nurse", LIST + "?" + query)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.pagination.totalItems").value(cards));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bandage",
                "bandages",
                "Bandages coming",
                "bandges",
                "wound",
                "leg ulcer",
                "BANDAG"
            })
    void findsByWordsAndWithTypingErrors(String search) throws Exception {
        asWith("nurse", LIST, "search", search)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.scenarios[0].id").value(LEG_ULCER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amputation",
                "scissors",
                "church",
                "Maureen Whitlock",
                "knitting",
                "zzzz",
                "%",
                "'",
                "\" or 1=1 --",
                "& | !",
                "<->"
            })
    void findsNothingByWhatOnlyThePatientKnows(String search) throws Exception {
        asWith("nurse", LIST, "search", search)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.pagination.totalItems").value(0));
    }

    @Test
    void doesNotFindCardsOfAnotherProfession() throws Exception {
        asWith("nurse", LIST, "search", "cough")
                .andExpect(jsonPath("$.pagination.totalItems").value(0));
    }

    @Test
    void pages() throws Exception {
        as("nurse", LIST + "?page=2&limit=1")
                .andExpect(jsonPath("$.scenarios.length()").value(1))
                .andExpect(jsonPath("$.scenarios[0].id").value(LEG_ULCER))
                .andExpect(jsonPath("$.pagination.currentPage").value(2))
                .andExpect(jsonPath("$.pagination.totalPages").value(2))
                .andExpect(jsonPath("$.pagination.totalItems").value(2));
        as("nurse", LIST + "?page=9").andExpect(jsonPath("$.scenarios").value(empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "difficulty=hard,difficulty",
        "difficulty=Beginner,difficulty",
        "category=cardiac,category",
        "page=0,page",
        "page=x,page",
        "limit=0,limit",
        "limit=101,limit",
        "limit=-1,limit"
    })
    void namesTheBadParameter(String query, String field) throws Exception {
        as("nurse", LIST + "?" + query)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.error.code").value("VAL001"))
                .andExpect(jsonPath("$.error.details.fields[*].field").value(hasItem(field)));
    }

    @Test
    void refusesASearchThatIsTooLong() throws Exception {
        asWith("nurse", LIST, "search", "x".repeat(101))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.error.details.fields[0].field").value("search"));
        asWith("nurse", LIST, "search", "a\0b").andExpect(status().isBadRequest());
    }

    @Test
    void showsACardAsTheCandidateSeesIt() throws Exception {
        as("nurse", LIST + "/" + LEG_ULCER)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.id").value(LEG_ULCER))
                .andExpect(jsonPath("$.title").value("Bandages that keep coming off"))
                .andExpect(jsonPath("$.difficulty").value("intermediate"))
                .andExpect(jsonPath("$.category").value("chronic"))
                .andExpect(jsonPath("$.duration").value(5))
                .andExpect(jsonPath("$.requiredPlan").value("free"))
                .andExpect(jsonPath("$.learningObjectives.length()").value(5))
                .andExpect(jsonPath("$.prerequisites").isNotEmpty())
                .andExpect(jsonPath("$.patientProfile.age").value(67))
                .andExpect(jsonPath("$.patientProfile.gender").value("female"))
                .andExpect(jsonPath("$.patientProfile.background").value(startsWith("NURSE. You")))
                .andExpect(
                        jsonPath("$.patientProfile.mainComplaint")
                                .value(startsWith("A leg ulcer that is not getting smaller")))
                .andExpect(jsonPath("$.patientProfile.length()").value(4))
                .andExpect(jsonPath("$.instructions.preparation").isNotEmpty())
                .andExpect(
                        jsonPath("$.instructions.during[0]")
                                .value(
                                        "You open the conversation. It lasts about 5 minutes; a"
                                                + " clock shows the time that is left."))
                .andExpect(jsonPath("$.instructions.completion").isNotEmpty())
                .andExpect(jsonPath("$.ratings.average").value((Object) null))
                .andExpect(jsonPath("$.ratings.total").value(0))
                .andExpect(jsonPath("$.ratings.distribution.length()").value(5))
                .andExpect(jsonPath("$.ratings.distribution['5']").value(0))
                .andExpect(jsonPath("$.ratings.distribution['1']").value(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {COUGH, WARFARIN})
    void refusesACardOfAnotherProfession(String id) throws Exception {
        for (var path : new String[] {LIST + "/" + id, "/v1/scenarios/" + id}) {
            as("nurse", path)
                    .andExpect(status().isForbidden())
                    .andExpect(jsonPath("$.error.code").value("PER001"))
                    .andExpect(jsonPath("$.error.details.reason").value("PROFESSION_MISMATCH"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0190c0de-0000-7000-8000-00000000ffff", "nur-01-leg-ulcer", "1"})
    void answers404ForWhatIsNotThere(String id) throws Exception {
        for (var path : new String[] {LIST + "/" + id, "/v1/scenarios/" + id}) {
            as("nurse", path)
                    .andExpect(status().isNotFound())
                    .andExpect(jsonPath("$.error.code").value("RES001"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "reviewer", "support"})
    void showsStaffEveryProfession(String role) throws Exception {
        var token = TestTokens.user(UUID.randomUUID()).role(role).profession(null).bearer();
        mvc.perform(get(LIST).header("Authorization", token))
                .andExpect(jsonPath("$.pagination.totalItems").value(12));
        mvc.perform(get(LIST + "/" + WARFARIN).header("Authorization", token))
                .andExpect(status().isOk());
        mvc.perform(get(LIST + "/filters").header("Authorization", token))
                .andExpect(jsonPath("$.userProfession").value((Object) null))
                .andExpect(jsonPath("$.totalScenarios").value(12));
    }

    @Test
    void offersTheFiltersThatFindSomething() throws Exception {
        as("nurse", LIST + "/filters")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.userProfession").value("nurse"))
                .andExpect(jsonPath("$.difficulties").value(contains("intermediate", "advanced")))
                .andExpect(jsonPath("$.categories").value(contains("general", "chronic")))
                .andExpect(jsonPath("$.durations.min").value(5))
                .andExpect(jsonPath("$.durations.max").value(5))
                .andExpect(
                        jsonPath("$.durations.intervals")
                                .value(contains("0-10", "10-20", "20-30", "30+")))
                .andExpect(jsonPath("$.totalScenarios").value(2));
        as("veterinarian", LIST + "/filters")
                .andExpect(jsonPath("$.durations.min").value((Object) null))
                .andExpect(jsonPath("$.totalScenarios").value(0));
    }

    @Test
    void asksForAToken() throws Exception {
        for (var path :
                new String[] {
                    LIST, LIST + "/filters", LIST + "/" + COUGH, "/v1/scenarios", "/v1/scenarios/x"
                }) {
            mvc.perform(get(path))
                    .andExpect(status().isUnauthorized())
                    .andExpect(jsonPath("$.error.code").value(is(notNullValue())));
        }
    }

    @Test
    void listsTheSameForEverySignedInUser() throws Exception {
        as("nurse", "/v1/scenarios?profession=nurse&limit=1")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.scenarios.length()").value(1))
                .andExpect(jsonPath("$.scenarios[0].length()").value(6))
                .andExpect(jsonPath("$.pagination.total").value(2))
                .andExpect(jsonPath("$.pagination.page").value(1))
                .andExpect(jsonPath("$.pagination.limit").value(1));
        as("nurse", "/v1/scenarios?profession=doctor")
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.error.details.reason").value("PROFESSION_MISMATCH"));
        as("nurse", "/v1/scenarios?profession=plumber")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.error.details.fields[0].field").value("profession"));
        mvc.perform(
                        get("/v1/scenarios?profession=doctor&difficulty=advanced")
                                .header(
                                        "Authorization",
                                        TestTokens.user(UUID.randomUUID())
                                                .role("admin")
                                                .profession(null)
                                                .bearer()))
                .andExpect(jsonPath("$.scenarios[*].id").value(everyItem(is(COUGH))))
                .andExpect(jsonPath("$.pagination.total").value(1));
    }

    @Test
    void showsACardToEverySignedInUserOfItsProfession() throws Exception {
        as("nurse", "/v1/scenarios/" + LEG_ULCER)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.patientPersona.age").value(67))
                .andExpect(jsonPath("$.patientPersona.gender").value("female"))
                .andExpect(jsonPath("$.patientPersona.condition").value(startsWith("A leg ulcer")))
                .andExpect(jsonPath("$.patientPersona.length()").value(3))
                .andExpect(jsonPath("$.instructions.preparation").isNotEmpty());
    }

    private ResultActions as(String profession, String path) throws Exception {
        return mvc.perform(get(path).header("Authorization", bearer(profession)));
    }

    private ResultActions asWith(String profession, String path, String name, String value)
            throws Exception {
        return mvc.perform(
                get(path).param(name, value).header("Authorization", bearer(profession)));
    }

    private static String bearer(String profession) {
        return TestTokens.user(UUID.randomUUID()).profession(profession).bearer();
    }
}
