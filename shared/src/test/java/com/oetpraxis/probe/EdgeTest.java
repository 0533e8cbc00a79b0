package com.oetpraxis.probe;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.devstack.testing.WithServices;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;

/** What every service answers at its edge: tokens, problems, pages, health. */
@SpringBootTest
@AutoConfigureMockMvc
@WithServices
class EdgeTest {

    private static final UUID USER = UUID.randomUUID();

    @Autowired MockMvc mvc;
    @Autowired StringRedisTemplate redis;

    @Test
    void knowsTheUserFromTheToken() throws Exception {
        mvc.perform(get("/v1/me").header("Authorization", TestTokens.user(USER).bearer()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("id").value(USER.toString()))
                .andExpect(jsonPath("role").value("user"));
    }

    @Test
    void asksForAToken() throws Exception {
        mvc.perform(get("/v1/me"))
                .andExpect(status().isUnauthorized())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("error.code").value("AUTH001"))
                .andExpect(jsonPath("status").value(401))
                .andExpect(jsonPath("requestId").isNotEmpty());
    }

    @Test
    void tellsAnExpiredTokenFromAnInvalidOne() throws Exception {
        var old = TestTokens.user(USER).age(Duration.ofMinutes(16)).bearer();
        mvc.perform(get("/v1/me").header("Authorization", old))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("error.code").value("AUTH002"));

        var token = TestTokens.user(USER).token();
        var forged = token.substring(0, token.lastIndexOf('.')) + ".AAAA";
        mvc.perform(get("/v1/me").header("Authorization", "Bearer " + forged))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("error.code").value("AUTH003"));
        mvc.perform(get("/v1/me").header("Authorization", "Bearer nonsense"))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("error.code").value("AUTH003"));
    }

    @Test
    void refusesTheOneCharacterThatCannotBeStored() throws Exception {
        var bearer = TestTokens.user(USER).bearer();
        mvc.perform(
                        post("/v1/orders")
                                .header("Authorization", bearer)
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"item\":\"t\\u0000a\",\"amount\":1}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("error.code").value("VAL001"))
                .andExpect(jsonPath("error.details.fields[0].field").value("item"))
                .andExpect(
                        jsonPath("error.details.fields[0].message")
                                .value("must not contain the character U+0000"));
        mvc.perform(get("/v1/search").param("name", "t\0a").header("Authorization", bearer))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("error.details.fields[0].field").value("name"));
        mvc.perform(
                        post("/v1/notes")
                                .header("Authorization", bearer)
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"note\":\"t\\u0000a\"}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("error.code").value("VAL001"));
    }

    @Test
    void refusesARevokedSignIn() throws Exception {
        var signIn = UUID.randomUUID();
        redis.opsForValue().set("auth:revoked:" + signIn, "1");

        mvc.perform(
                        get("/v1/me")
                                .header(
                                        "Authorization",
                                        TestTokens.user(USER).signIn(signIn).bearer()))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("error.code").value("AUTH003"));
    }

    @Test
    void letsOnlyTheRoleIn() throws Exception {
        mvc.perform(get("/v1/staff").header("Authorization", TestTokens.user(USER).bearer()))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("error.code").value("PER001"));
        mvc.perform(
                        get("/v1/staff")
                                .header(
                                        "Authorization",
                                        TestTokens.user(USER).role("admin").bearer()))
                .andExpect(status().isOk());
    }

    @Test
    void opensTheInternalDoorToServicesOnly() throws Exception {
        mvc.perform(
                        get("/internal/who")
                                .header(
                                        "Authorization",
                                        TestTokens.service("session-service", "billing-service")))
                .andExpect(status().isOk())
                .andExpect(content().string("session-service"));

        mvc.perform(get("/internal/who")).andExpect(status().isUnauthorized());
        mvc.perform(get("/internal/who").header("Authorization", TestTokens.user(USER).bearer()))
                .andExpect(status().isUnauthorized());
        mvc.perform(
                        get("/internal/who")
                                .header(
                                        "Authorization",
                                        TestTokens.service("session-service", "user-service")))
                .andExpect(status().isUnauthorized());
        mvc.perform(
                        get("/v1/me")
                                .header(
                                        "Authorization",
                                        TestTokens.service("session-service", "billing-service")))
                .andExpect(status().isUnauthorized());
    }

    @Test
    void namesTheInvalidField() throws Exception {
        mvc.perform(body("/v1/orders", "{\"item\":\"\",\"amount\":0}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("error.code").value("VAL001"))
                .andExpect(jsonPath("error.details.fields.length()").value(2));
        mvc.perform(body("/v1/strict", "{\"item\":\"\",\"amount\":1}"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("error.details.fields[0].field").value("item"));
        mvc.perform(body("/v1/orders", "{\"item\":\"a\",\"amount\":\"many\"}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("error.details.fields[0].field").value("amount"));
        mvc.perform(body("/v1/orders", "{"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("error.details.fields[0].field").value("body"));
    }

    /** A field, a semicolon, the next: in the order of the record, with what is expected. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {"item":5,"amount":"many"}            | 400 | item must be a string; amount must be a whole number
                    {"item":"","amount":"many"}           | 400 | item must not be blank; amount must be a whole number
                    {"item":true,"amount":1}              | 400 | item must be a string
                    {"item":1.5,"amount":1}               | 400 | item must be a string
                    {"item":"a","amount":"1"}             | 400 | amount must be a whole number
                    {"item":"a","amount":1.5}             | 400 | amount must be a whole number
                    {"item":"a","amount":true}            | 400 | amount must be a whole number
                    {"item":"a","amount":99999999999}     | 400 | amount is too large a number
                    {"item":"a"}                          | 400 | amount is required
                    {"item":"a\\u0000","amount":0}      | 422 | item must not contain the character U+0000; amount must be greater than or equal to 1
                    {"item":"a","amount":1,"gift":7}      | 400 | gift must be true or false
                    {"item":"a","amount":1,"size":"huge"} | 400 | size must be one of small, large
                    {"item":"a","amount":1,"size":0}      | 400 | size must be one of small, large
                    {"item":"a","amount":1,"lines":[{"note":1},{"note":"x"},{"note":""}]} | 400 | lines[0].note must be a string; lines[2].note must not be blank
                    {"item":"a","amount":1,"lines":7}     | 400 | lines must be a list
                    {"item":"a","amount":1,"lines":[7]}   | 400 | lines[0] must be an object
                    """)
    void tellsAllFaultsOfABodyAtOnce(String body, int status, String detail) throws Exception {
        mvc.perform(body("/v1/strict", body))
                .andExpect(status().is(status))
                .andExpect(jsonPath("error.code").value("VAL001"))
                .andExpect(jsonPath("detail").value(detail))
                .andExpect(
                        jsonPath("error.details.fields.length()").value(detail.split("; ").length));
    }

    @Test
    void knowsNothingUnderAnIdOfTheWrongForm() throws Exception {
        mvc.perform(get("/v1/things/seven").header("Authorization", TestTokens.user(USER).bearer()))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("error.code").value("RES001"));
    }

    @Test
    void answersWhatTheDispatcherRefusesAsProblemsToo() throws Exception {
        var bearer = TestTokens.user(USER).bearer();
        mvc.perform(get("/v1/nowhere").header("Authorization", bearer))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("error.code").value("RES001"));
        mvc.perform(post("/v1/me").header("Authorization", bearer))
                .andExpect(status().isMethodNotAllowed())
                .andExpect(header().exists("Allow"))
                .andExpect(jsonPath("error.code").value("VAL001"));
        mvc.perform(
                        post("/v1/orders")
                                .header("Authorization", bearer)
                                .contentType(MediaType.TEXT_PLAIN)
                                .content("an order"))
                .andExpect(status().isUnsupportedMediaType());
    }

    @Test
    void leaksNothingOfWhatNobodyForesaw() throws Exception {
        mvc.perform(get("/v1/broken").header("Authorization", TestTokens.user(USER).bearer()))
                .andExpect(status().isInternalServerError())
                .andExpect(jsonPath("error.code").value("INTERNAL_ERROR"))
                .andExpect(content().string(not(containsString("hunter2"))))
                .andExpect(content().string(not(containsString("Exception"))));
    }

    @ParameterizedTest
    @CsvSource({"page,0", "page,-1", "page,x", "limit,0", "limit,101", "limit,1e9"})
    void refusesAPageThatCannotBe(String parameter, String value) throws Exception {
        mvc.perform(
                        get("/v1/pages")
                                .param(parameter, value)
                                .header("Authorization", TestTokens.user(USER).bearer()))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("error.details.fields[0].field").value(parameter));
    }

    @Test
    void countsPages() throws Exception {
        mvc.perform(get("/v1/pages").header("Authorization", TestTokens.user(USER).bearer()))
                .andExpect(jsonPath("currentPage").value(1))
                .andExpect(jsonPath("totalPages").value(3))
                .andExpect(jsonPath("totalItems").value(41));
    }

    @Test
    void carriesTheRequestId() throws Exception {
        mvc.perform(get("/v1/open/door").header("X-Request-Id", "abc-1"))
                .andExpect(status().isOk())
                .andExpect(header().string("X-Request-Id", "abc-1"));
        mvc.perform(get("/v1/open/door").header("X-Request-Id", "abc\r\nSet-Cookie: x"))
                .andExpect(header().string("X-Request-Id", not(containsString("abc"))));
    }

    @Test
    void saysHowItIs() throws Exception {
        mvc.perform(get("/health"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("status").value("healthy"))
                .andExpect(jsonPath("details.database").value("up"))
                .andExpect(jsonPath("details.cache").value("up"))
                .andExpect(jsonPath("version").isNotEmpty());
        mvc.perform(get("/ready"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("status").value("ready"))
                .andExpect(jsonPath("dependencies.database").value(true))
                .andExpect(jsonPath("dependencies.redis").value(true));
    }

    private static org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder body(
            String path, String json) {
        return post(path)
                .header("Authorization", TestTokens.user(USER).bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .content(json);
    }
}
