package com.oetpraxis.content.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.oetpraxis.content.ContentIntegrationTest;
import com.oetpraxis.devstack.testing.TestTokens;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

@ContentIntegrationTest
class InternalScenarioControllerTest {

    private static final String LEG_ULCER = "019b3f6a-2c00-7a18-9c41-5d2e8f70b626";
    private static final String PATH = "/internal/scenarios/";

    @Autowired MockMvc mvc;
    @Autowired JsonMapper json;
    @Autowired JdbcClient jdbc;

    @Test
    void givesWhatASessionNeeds() throws Exception {
        call(LEG_ULCER)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.id").value(LEG_ULCER))
                .andExpect(jsonPath("$.code").value("nur-01-leg-ulcer"))
                .andExpect(jsonPath("$.title").value("Bandages that keep coming off"))
                .andExpect(jsonPath("$.profession").value("nurse"))
                .andExpect(jsonPath("$.difficulty").value("intermediate"))
                .andExpect(jsonPath("$.category").value("chronic"))
                .andExpect(jsonPath("$.duration").value(5))
                .andExpect(jsonPath("$.requiredPlan").value("free"))
                .andExpect(jsonPath("$.status").value("published"))
                .andExpect(jsonPath("$.version").value(1))
                .andExpect(jsonPath("$.instructions.during").isNotEmpty())
                .andExpect(
                        jsonPath("$.candidateCard.setting")
                                .value("Community clinic, leg ulcer session"))
                .andExpect(jsonPath("$.candidateCard.role").isNotEmpty())
                .andExpect(jsonPath("$.candidateCard.tasks.length()").value(5))
                .andExpect(jsonPath("$.persona.age").value(67))
                .andExpect(jsonPath("$.persona.gender").value("female"))
                .andExpect(jsonPath("$.persona.length()").value(2));
    }

    @Test
    void givesTheCardAsItStandsInItsFile() throws Exception {
        var file =
                new YAMLMapper()
                        .readTree(
                                new ClassPathResource("cards/nur-01-leg-ulcer.yaml")
                                        .getContentAsByteArray());

        var answer =
                call(LEG_ULCER + "/versions/1")
                        .andExpect(status().isOk())
                        .andExpect(header().string("Cache-Control", containsString("immutable")))
                        .andExpect(jsonPath("$.id").value(LEG_ULCER))
                        .andExpect(jsonPath("$.code").value("nur-01-leg-ulcer"))
                        .andExpect(jsonPath("$.version").value(1))
                        .andExpect(jsonPath("$.profession").value("nurse"))
                        .andExpect(jsonPath("$.duration").value(5))
                        .andReturn()
                        .getResponse()
                        .getContentAsByteArray();

        assertThat(json.readTree(answer).get("card").toString()).isEqualTo(file.toString());
    }

    @Test
    void givesScenariosOfAnyStatusButShowsLearnersThePublished() throws Exception {
        var id = "019b3f6a-2c00-7a0a-9c41-5d2e8f70b610";
        var learner = TestTokens.user(UUID.randomUUID()).profession("doctor").bearer();
        try {
            jdbc.sql("update scenarios set status = 'archived' where id = ?::uuid")
                    .param(id)
                    .update();

            call(id).andExpect(status().isOk()).andExpect(jsonPath("$.status").value("archived"));
            mvc.perform(get("/v1/sessions/scenarios/" + id).header("Authorization", learner))
                    .andExpect(status().isNotFound());
            mvc.perform(get("/v1/scenarios").header("Authorization", learner))
                    .andExpect(jsonPath("$.pagination.total").value(1));
        } finally {
            jdbc.sql("update scenarios set status = 'published' where id = ?::uuid")
                    .param(id)
                    .update();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0190c0de-0000-7000-8000-00000000ffff",
                "nur-01-leg-ulcer",
                LEG_ULCER + "/versions/2",
                LEG_ULCER + "/versions/0",
                LEG_ULCER + "/versions/latest",
                "0190c0de-0000-7000-8000-00000000ffff/versions/1"
            })
    void answers404ForWhatIsNotThere(String path) throws Exception {
        call(path)
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.error.code").value("RES001"));
    }

    @Test
    void opensToServiceTokensOnly() throws Exception {
        mvc.perform(get(PATH + LEG_ULCER)).andExpect(status().isUnauthorized());
        mvc.perform(
                        get(PATH + LEG_ULCER + "/versions/1")
                                .header(
                                        "Authorization",
                                        TestTokens.user(UUID.randomUUID()).role("admin").bearer()))
                .andExpect(status().isUnauthorized());
    }

    private ResultActions call(String path) throws Exception {
        return mvc.perform(
                get(PATH + path)
                        .header(
                                "Authorization",
                                TestTokens.service("session-service", "content-service")));
    }
}
