package com.oetpraxis.gateway.docs;

import static java.util.stream.Collectors.joining;

import com.oetpraxis.gateway.routing.Service;
import com.oetpraxis.gateway.routing.Upstreams;
import com.oetpraxis.gateway.web.GatewayProblem;
import com.oetpraxis.gateway.web.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
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
 *
 * <p>A service makes its document when it is first asked, which takes seconds while others do the
 * same; so a fetch goes on when its reader has given up, and the next reader joins it.
 */
@Component
class ApiDocuments {

    private static final Logger log = LoggerFactory.getLogger(ApiDocuments.class);
    private static final Duration FETCHED_WITHIN = Duration.ofMinutes(1);
    private static final String ABOUT =
            "The public API of all services. Errors are application/problem+json with the member"
                    + " error.";
    private static final String MISSING = "; read the page again in a few seconds.";
    private static final String SCHEMAS = "#/components/schemas/";

    private final WebClient client;
    private final Upstreams upstreams;
    private final JsonMapper json;
    private final Clock clock;
    private final Duration kept;
    private final Duration patience;
    private final ObjectNode own;
    private final Map<Service, Fetched> fetched = new ConcurrentHashMap<>();
    private final Map<Service, Mono<ObjectNode>> underWay = new ConcurrentHashMap<>();

    ApiDocuments(
            WebClient client,
            Upstreams upstreams,
            JsonMapper json,
            Clock clock,
            @Value("${gateway.docs.kept:1m}") Duration kept,
            @Value("${gateway.docs.patience:20s}") Duration patience) {
        this.kept = kept;
        this.patience = patience;
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
        return underWay.computeIfAbsent(service, this::fetch)
                .timeout(patience)
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

    /** One for all who wait for it; not ended by those who stop waiting. */
    private Mono<ObjectNode> fetch(Service service) {
        return client.get()
                .uri(upstreams.instances(service).getFirst().at("/v3/api-docs"))
                .retrieve()
                .bodyToMono(JsonNode.class)
                .timeout(FETCHED_WITHIN)
                .ofType(ObjectNode.class)
                .map(ApiDocuments::publicPart)
                .doOnNext(found -> fetched.put(service, new Fetched(found, clock.millis())))
                .doOnTerminate(() -> underWay.remove(service))
                .cache();
    }

    /**
     * All documents that can be had now. Of a service that is away the last one known stands for
     * it; where there is none, the description and {@code x-missing} name the service.
     */
    Mono<ObjectNode> together() {
        return Flux.fromArray(Service.values())
                .flatMapSequential(service ->
                        of(service)
                                .onErrorResume(ProblemException.class, e -> lastOf(service))
                                .map(document ->
                                        new Part(service, Optional.of(named(service, document))))
                                .defaultIfEmpty(new Part(service, Optional.empty())))
                .reduceWith(this::empty, ApiDocuments::merge);
    }

    private record Part(Service service, Optional<ObjectNode> document) {}

    private Mono<ObjectNode> lastOf(Service service) {
        return Mono.justOrEmpty(fetched.get(service)).map(known -> known.document().deepCopy());
    }

    private ObjectNode empty() {
        var document = json.createObjectNode();
        document.put("openapi", "3.1.0");
        var info = document.putObject("info");
        info.put("title", "Praxis");
        info.put("version", "1");
        info.put("description", ABOUT);
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

    private static ObjectNode merge(ObjectNode all, Part part) {
        if (part.document().isEmpty()) {
            return withoutOne(all, part.service());
        }
        var one = part.document().get();
        if (one.get("paths") instanceof ObjectNode paths) {
            ((ObjectNode) all.get("paths")).setAll(paths);
        }
        if (one.at("/components/schemas") instanceof ObjectNode schemas) {
            ((ObjectNode) all.at("/components/schemas")).setAll(schemas);
        }
        return all;
    }

    private static ObjectNode withoutOne(ObjectNode all, Service service) {
        var missing = all.withArray("/x-missing").add(service.id());
        var names = missing.valueStream().map(JsonNode::asString).collect(joining(", "));
        ((ObjectNode) all.get("info"))
                .put("description", ABOUT + " Missing at the moment: " + names + MISSING);
        return all;
    }
}
