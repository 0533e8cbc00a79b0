package com.oetpraxis.e2e;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/**
 * What the gateway answered.
 *
 * @param body JSON, a missing node where there was none
 */
record Answer(int status, HttpHeaders headers, JsonNode body) {

    String text(String member) {
        return at(member).asString("");
    }

    /** A member by its path, such as {@code error.details.reason}. */
    JsonNode at(String path) {
        return body.at("/" + path.replace('.', '/'));
    }

    String code() {
        return text("error.code");
    }
}
