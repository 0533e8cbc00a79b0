package com.oetpraxis.gateway.docs;

import com.oetpraxis.gateway.routing.Service;
import com.oetpraxis.gateway.routing.Upstreams;
import com.oetpraxis.gateway.web.GatewayProblem;
import com.oetpraxis.gateway.web.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI documents: each service's own, fetched when somebody reads it and kept for a minute,
 * without what is not reachable from outside, and all of them merged.
 */
@Component
class ApiDocuments {

    private static final Logger log = LoggerFactory.getLogger(ApiDocuments.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String SCHEMAS = "#/components/schemas/";

    private final WebClient client;
    private final Upstreams upstreams;
    private final JsonMapper json;
    private final Clock clock;
    private final Duration kept;
    private final ObjectNode own;
    private final Map<Service, Fetched> fetched = new ConcurrentHashMap<>();

    ApiDocuments(
            WebClient client,
            Upstreams upstreams,
            JsonMapper json,
            Clock clock,
            @Value("${gateway.docs.kept:1m}") Duration kept) {
        this.kept = kept;
        this.client = client;
        this.upstreams = upstreams;
        this.json = json;
        this.clock = clock;
        this.own = ownDocument(json);
    }

    private record Fetched(ObjectNode document, long at) {}

    private static ObjectNode ownDocument(JsonMapper json) {
        try (var in = new ClassPathResource("docs/gateway.json").getInputStream()) {
            return (ObjectNode) json.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Mono<ObjectNode> of(Service service) {
        if (service == Service.GATEWAY) {
            return Mono.just(own.deepCopy());
        }
        var known = fetched.get(service);
        if (known != null && clock.millis() - known.at() < kept.toMillis()) {
            return Mono.just(known.document().deepCopy());
        }
        return client.get()
                .uri(upstreams.instances(service).getFirst().at("/v3/api-docs"))
                .retrieve()
                .bodyToMono(JsonNode.class)
                .timeout(TIMEOUT)
                .ofType(ObjectNode.class)
                .map(ApiDocuments::publicPart)
                .doOnNext(found -> fetched.put(service, new Fetched(found, clock.millis())))
                .map(ObjectNode::deepCopy)
                .onErrorMap(error -> {
                    log.warn(
                            "{} did not give its API document: {}", service.id(), error.toString());
                    return new ProblemException(
                                    GatewayProblem.SERVICE_UNAVAILABLE,
                                    "This document is not available at the moment.")
                            .with("service", service.id());
                });
    }

    /** All documents that can be had now; a service that is away is left out. */
    Mono<ObjectNode> together() {
        return Flux.fromStream(Arrays.stream(Service.values()))
                .flatMapSequential(service ->
                        of(service)
                                .map(document -> Optional.of(named(service, document)))
                                .onErrorReturn(
                                        ProblemException.class, Optional.<ObjectNode>empty()))
                .<ObjectNode>handle((found, sink) -> found.ifPresent(sink::next))
                .reduceWith(this::empty, ApiDocuments::merge);
    }

    private ObjectNode empty() {
        var document = json.createObjectNode();
        document.put("openapi", "3.1.0");
        var info = document.putObject("info");
        info.put("title", "Praxis");
        info.put("version", "1");
        info.put(
                "description",
                "The public API of all services. Errors are application/problem+json with the"
                        + " member error.");
        document.putArray("servers").addObject().put("url", "/");
        document.putObject("paths");
        var components = document.putObject("components");
        components.putObject("schemas");
        var scheme = components.putObject("securitySchemes").putObject("accessToken");
        scheme.put("type", "http").put("scheme", "bearer").put("bearerFormat", "JWT");
        document.putArray("security").addObject().putArray("accessToken");
        return document;
    }

    private static ObjectNode publicPart(ObjectNode document) {
        if (document.get("paths") instanceof ObjectNode paths) {
            var hidden = paths.propertyNames().stream().filter(path -> !isPublic(path)).toList();
            paths.remove(hidden);
        }
        document.putArray("servers").addObject().put("url", "/");
        return document;
    }

    private static boolean isPublic(String path) {
        if (path.equals("/v1/health") || path.equals("/v1/ready")) {
            return false; // the gateway answers these itself
        }
        return path.startsWith("/v1/")
                || path.startsWith("/.well-known/")
                || path.equals("/verify");
    }

    /** Two services may use one name for two schemas, so each name gets its service's in front. */
    private ObjectNode named(Service service, ObjectNode document) {
        rename(document, SCHEMAS + service.id() + '.');
        if (document.at("/components/schemas") instanceof ObjectNode schemas) {
            var renamed = json.createObjectNode();
            schemas.properties()
                    .forEach(e -> renamed.set(service.id() + '.' + e.getKey(), e.getValue()));
            ((ObjectNode) document.get("components")).set("schemas", renamed);
        }
        if (document.get("paths") instanceof ObjectNode paths) {
            for (var path : paths) {
                for (var operation : path) {
                    if (operation instanceof ObjectNode node) {
                        node.putArray("tags").add(service.id());
                        node.put(
                                "operationId",
                                service.id() + '.' + node.path("operationId").asString(""));
                    }
                }
            }
        }
        return document;
    }

    private static void rename(JsonNode node, String prefix) {
        if (node instanceof ObjectNode object
                && object.path("$ref").asString("").startsWith(SCHEMAS)) {
            var name = object.path("$ref").asString("").substring(SCHEMAS.length());
            object.put("$ref", prefix + name);
        }
        for (var child : node) {
            rename(child, prefix);
        }
    }

    private static ObjectNode merge(ObjectNode all, ObjectNode one) {
        if (one.get("paths") instanceof ObjectNode paths) {
            ((ObjectNode) all.get("paths")).setAll(paths);
        }
        if (one.at("/components/schemas") instanceof ObjectNode schemas) {
            ((ObjectNode) all.at("/components/schemas")).setAll(schemas);
        }
        return all;
    }
}
