package com.oetpraxis.shared.client;

import feign.Response;
import feign.codec.ErrorDecoder;
import java.io.IOException;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads another service's problem document. */
class UpstreamErrorDecoder implements ErrorDecoder {

    private static final int MAX_BODY = 64 * 1024;

    private final JsonMapper json;

    UpstreamErrorDecoder(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Exception decode(String methodKey, Response response) {
        var service = response.request().requestTemplate().feignTarget().name();
        if (response.status() >= 500 || response.status() == 429) {
            return new UpstreamUnavailableException(service, response.status());
        }
        var error = body(response).path("error");
        var details =
                json.convertValue(
                        error.path("details").isObject()
                                ? error.path("details")
                                : json.createObjectNode(),
                        new TypeReference<Map<String, Object>>() {});
        return new UpstreamException(
                service,
                response.status(),
                error.path("code").asString(""),
                error.path("message").asString(""),
                details);
    }

    private JsonNode body(Response response) {
        if (response.body() == null) {
            return json.createObjectNode();
        }
        try (var in = response.body().asInputStream()) {
            var tree = json.readTree(in.readNBytes(MAX_BODY));
            return tree == null ? json.createObjectNode() : tree;
        } catch (IOException | JacksonException e) {
            return json.createObjectNode(); // not one of ours; the status alone must do
        }
    }
}
