package com.oetpraxis.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.user.Fixtures.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

@UserServiceTest
class BadInputTest {

    private static @Nullable String accessToken;

    @Autowired private Caller caller;

    @BeforeEach
    void signIn() {
        if (accessToken == null) {
            var email = Caller.newEmail();
            caller.register(email);
            accessToken = caller.login(email).access();
        }
    }

    /** One line a mistake: where, what is sent, status, code, the field that is named. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    POST  | /v1/auth/register | no json                                              | 400 | VAL001 | body
                    POST  | /v1/auth/register | []                                                   | 400 | VAL001 | body
                    POST  | /v1/auth/register | {"email":{"a":1}}                                    | 400 | VAL001 | email
                    POST  | /v1/auth/register | {"acceptTerms":"maybe"}                              | 400 | VAL001 | acceptTerms
                    POST  | /v1/auth/register | {"yearsExperience":"many"}                           | 400 | VAL001 | yearsExperience
                    POST  | /v1/auth/register | {}                                                   | 422 | VAL001 | email
                    POST  | /v1/auth/register | {E:"a@b", P, N, R}                                   | 422 | VAL001 | email
                    POST  | /v1/auth/register | {E:"a@example.org\\nx", P, N, R}                     | 422 | VAL001 | email
                    POST  | /v1/auth/register | {M, "password":"Short1", N, R}                       | 422 | VAL001 | password
                    POST  | /v1/auth/register | {M, "password":"no upper case 1", N, R}              | 422 | VAL001 | password
                    POST  | /v1/auth/register | {M, "password":"No digit at all", N, R}              | 422 | VAL001 | password
                    POST  | /v1/auth/register | {M, P, "fullName":"  ", R}                           | 422 | VAL001 | fullName
                    POST  | /v1/auth/register | {M, P, "fullName":"a\\u0000b", R}                    | 422 | VAL001 | fullName
                    POST  | /v1/auth/register | {M, P, N, "profession":"astronaut"}                  | 422 | VAL001 | profession
                    POST  | /v1/auth/register | {M, P, N, "profession":"pharmacist"}                 | 422 | VAL001 | profession
                    POST  | /v1/auth/register | {M, P, N, "profession":"nursing"}                    | 422 | VAL001 | profession
                    POST  | /v1/auth/register | {M, P, N, R, "yearsExperience":-1}                   | 422 | VAL001 | yearsExperience
                    POST  | /v1/auth/register | {M, P, N, R, "yearsExperience":71}                   | 422 | VAL001 | yearsExperience
                    POST  | /v1/auth/register | {M, P, N, R, "acceptTerms":true, "termsVersion":"9"} | 422 | VAL001 | termsVersion
                    POST  | /v1/auth/verify-email | {}                                               | 400 | VAL001 | token
                    POST  | /v1/auth/verify-email | {"token":""}                                     | 400 | VAL001 | token
                    POST  | /v1/auth/verify-email | {"token":"of nobody"}                            | 400 | VAL001 |
                    POST  | /v1/auth/login    | {}                                                   | 400 | VAL001 | email
                    POST  | /v1/auth/login    | {"email":"a@example.org","password":7.5e}            | 400 | VAL001 | body
                    POST  | /v1/auth/login    | {"email":"a@example.org","password":["x"]}           | 400 | VAL001 | password
                    POST  | /v1/auth/login    | {"email":"a@example.org","password":""}              | 400 | VAL001 | password
                    POST  | /v1/auth/login    | {"email":"a@example.org","password":"x","mfaCode":"12345"} | 400 | VAL001 | mfaCode
                    POST  | /v1/auth/login    | {"email":"a@example.org","password":"x"}             | 401 | AUTH001 |
                    POST  | /v1/auth/login    | {"email":"no address","password":"x"}                | 401 | AUTH001 |
                    POST  | /v1/auth/refresh  | {}                                                   | 400 | VAL001 | refreshToken
                    POST  | /v1/auth/refresh  | {"refreshToken":null}                                | 400 | VAL001 | refreshToken
                    POST  | /v1/auth/refresh  | {"refreshToken":"of nobody"}                         | 401 | AUTH003 |
                    POST  | /v1/auth/logout   | {}                                                   | 400 | VAL001 | refreshToken
                    POST  | /v1/auth/logout   | {"refreshToken":"of nobody"}                         | 401 | AUTH003 |
                    POST  | /v1/auth/resend-verification | {}                                        | 400 | VAL001 | email
                    POST  | /v1/auth/resend-verification | {"email":"nobody"}                        | 400 | VAL001 | email
                    PATCH | /v1/users/me      | {"fullName":""}                                      | 422 | VAL001 | fullName
                    PATCH | /v1/users/me      | {"fullName":"   "}                                   | 422 | VAL001 | fullName
                    PATCH | /v1/users/me      | {"profession":"veterinarian"}                        | 422 | VAL001 | profession
                    PATCH | /v1/users/me      | {"profession":{}}                                    | 400 | VAL001 | profession
                    PATCH | /v1/users/me      | "text"                                               | 400 | VAL001 | body
                    POST  | /v1/legal/accept  | {}                                                   | 400 | VAL001 | documentId
                    POST  | /v1/legal/accept  | {"documentId":"x","version":"1.0"}                   | 400 | VAL001 | documentId
                    POST  | /v1/legal/accept  | {D, "version":""}                                    | 400 | VAL001 | version
                    POST  | /v1/legal/accept  | {D, "version":"0.9"}                                 | 400 | VAL001 | version
                    POST  | /v1/legal/accept  | {"documentId":"0190c0de-0001-7000-8000-00000000000f","version":"1.0"} | 404 | RES001 |
                    GET   | /v1/legal/documents/x |                                                  | 404 | RES001 |
                    GET   | /v1/legal/documents/0190c0de-0001-7000-8000-00000000000f |               | 404 | RES001 |
                    GET   | /v1/users/you     |                                                      | 404 | RES001 |
                    DELETE | /v1/legal/documents |                                                   | 405 | VAL001 |
                    """)
    void isAnsweredWithItsCode(
            String method,
            String path,
            @Nullable String body,
            int status,
            String code,
            @Nullable String field) {
        var request =
                caller.http()
                        .method(HttpMethod.valueOf(method))
                        .uri(path)
                        .header("Authorization", "Bearer " + accessToken);
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(expand(body));
        }

        var answer = problem(request.exchange(), status, code);

        if (field != null) {
            answer.jsonPath("$.error.details.fields[?(@.field=='%s')].message".formatted(field))
                    .isNotEmpty();
        }
    }

    /** One line a body: where, what is sent, status, the fields in their order. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    POST  | /v1/auth/register | {"email":"a@b", P, N, "profession":"astronaut"}            | 422 | email profession
                    POST  | /v1/auth/register | {"email":"a@b", P, N, R, "termsVersion":"9"}               | 422 | email termsVersion
                    POST  | /v1/auth/register | {"email":5,"password":6,"fullName":7,"profession":8,"acceptTerms":"x","yearsExperience":"y"} | 400 | email password fullName profession acceptTerms yearsExperience
                    POST  | /v1/auth/register | {"email":"a\\u0000b","password":"\\u0000","fullName":"c\\u0000", R} | 422 | email password fullName
                    POST  | /v1/auth/register | {M, P, "fullName":5, R}                                    | 400 | fullName
                    POST  | /v1/auth/register | {M, P, N, R, "acceptTerms":7}                              | 400 | acceptTerms
                    POST  | /v1/auth/register | {"email":"a@b","password":5,"fullName":"","profession":"astronaut"} | 400 | email password fullName profession
                    PATCH | /v1/users/me      | {"fullName":"","profession":"astronaut"}                   | 422 | fullName profession
                    PATCH | /v1/users/me      | {"fullName":5,"profession":6}                              | 400 | fullName profession
                    """)
    void tellsAllThatIsWrongWithABody(
            String method, String path, String body, int status, String fields) {
        var answer =
                problem(
                        caller.http()
                                .method(HttpMethod.valueOf(method))
                                .uri(path)
                                .header("Authorization", "Bearer " + accessToken)
                                .contentType(MediaType.APPLICATION_JSON)
                                .body(expand(body))
                                .exchange(),
                        status,
                        "VAL001");

        answer.jsonPath("$.error.details.fields[*].field")
                .value(
                        List.class,
                        found ->
                                assertThat(new TreeSet<Object>(found))
                                        .isEqualTo(new TreeSet<>(List.of(fields.split(" ")))));
        answer.jsonPath("$.error.details.fields[?(!@.message)]").isEmpty();
    }

    @Test
    void anAddressIsTakenWhateverItsCase() {
        var email = Caller.newEmail();
        caller.register(email);

        problem(
                caller.post(
                        "/v1/auth/register", Caller.registration(email.toUpperCase(Locale.ROOT))),
                409,
                "RES002");
    }

    @Test
    void theSameRegistrationByTheSameKeyIsAnsweredAgain() {
        var key = UUID.randomUUID().toString();
        var body = Caller.registration(Caller.newEmail());

        var here = caller.http();

        var first =
                registerWith(here, key, body).expectStatus().isCreated().expectBody(String.class);
        var second =
                registerWith(here, key, body)
                        .expectStatus()
                        .isCreated()
                        .expectHeader()
                        .valueEquals("Idempotent-Replayed", "true")
                        .expectBody(String.class);

        assertThat(second.returnResult().getResponseBody())
                .isEqualTo(first.returnResult().getResponseBody());
        problem(registerWith(here, key, Caller.registration(Caller.newEmail())), 422, "VAL001");
        registerWith(caller.http(), key, Caller.registration(Caller.newEmail()))
                .expectStatus()
                .isCreated()
                .expectHeader()
                .doesNotExist("Idempotent-Replayed");
    }

    @Test
    void anotherMediaTypeIsRefused() {
        problem(
                caller.http()
                        .post()
                        .uri("/v1/auth/login")
                        .contentType(MediaType.TEXT_PLAIN)
                        .body("hello")
                        .exchange(),
                415,
                "VAL001");
    }

    @ParameterizedTest
    @CsvSource({"GET,/v1/users/me", "POST,/v1/auth/logout", "POST,/v1/legal/accept", "GET,/v1/x"})
    void withoutATokenNobodyGetsIn(String method, String path) {
        problem(
                caller.http().method(HttpMethod.valueOf(method)).uri(path).exchange(),
                401,
                "AUTH001");
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        var foreign = TestTokens.user(UUID.randomUUID()).token();

        problem(caller.get("/v1/users/me", foreign), 401, "AUTH003");
        problem(caller.get("/v1/users/me", foreign + "x"), 401, "AUTH003");
        problem(caller.get("/v1/users/me", "nonsense"), 401, "AUTH003");
    }

    @Test
    void insideOnlyServicesGetIn() {
        var path = "/internal/users/" + UUID.randomUUID() + "/standing";

        problem(caller.http().get().uri(path).exchange(), 401, "AUTH001");
        problem(caller.get(path, String.valueOf(accessToken)), 401, "AUTH003");
        problem(internal(path, "content-service"), 401, "AUTH003");
        problem(internal(path, "user-service"), 404, "RES001");
        problem(internal("/internal/users/x/standing", "user-service"), 404, "RES001");
    }

    private RestTestClient.ResponseSpec internal(String path, String audience) {
        return caller.http()
                .get()
                .uri(path)
                .header("Authorization", TestTokens.service("session-service", audience))
                .exchange();
    }

    private RestTestClient.ResponseSpec registerWith(
            RestTestClient http, String key, Map<String, Object> body) {
        return http.post()
                .uri("/v1/auth/register")
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private static RestTestClient.BodyContentSpec problem(
            RestTestClient.ResponseSpec response, int status, String code) {
        return response.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo(code)
                .jsonPath("$.requestId")
                .isNotEmpty();
    }

    /** Short names keep the table readable. */
    private static String expand(String body) {
        return body.replace("E:", "\"email\":")
                .replace("{M,", "{\"email\":\"" + Caller.newEmail() + "\",")
                .replace(" P,", "\"password\":\"" + Caller.PASSWORD + "\",")
                .replace(" N,", "\"fullName\":\"Ana Lima\",")
                .replace(" R}", "\"profession\":\"nurse\"}")
                .replace(" R,", "\"profession\":\"nurse\",")
                .replace("{D,", "{\"documentId\":\"0190c0de-0001-7000-8000-000000000001\",");
    }
}
