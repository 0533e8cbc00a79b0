package com.oetpraxis.gateway.docs;

import com.oetpraxis.gateway.routing.Service;
import com.oetpraxis.gateway.web.EventLoops;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /v1/docs}: Swagger UI from our own files over the documents of all services, together and
 * one by one. It loads nothing from elsewhere.
 */
@RestController
class DocsController {

    private static final String VERSION = "5.32.2";
    private static final String UI = "META-INF/resources/webjars/swagger-ui/" + VERSION + '/';
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'";

    /** The files of the UI that the page names, and their types. */
    private static final Map<String, String> ASSETS =
            Map.of(
                    "swagger-ui.css", "text/css",
                    "swagger-ui-bundle.js", "text/javascript",
                    "swagger-ui-standalone-preset.js", "text/javascript",
                    "favicon-32x32.png", "image/png");

    private final ApiDocuments documents;

    DocsController(ApiDocuments documents) {
        this.documents = documents;
    }

    @GetMapping("/v1/docs")
    ResponseEntity<Resource> page() {
        return own("index.html", MediaType.TEXT_HTML);
    }

    @GetMapping("/v1/docs/setup.js")
    ResponseEntity<Resource> setup() {
        return own("setup.js", new MediaType("text", "javascript", StandardCharsets.UTF_8));
    }

    @GetMapping("/v1/docs/assets/" + VERSION + "/{name}")
    ResponseEntity<Resource> asset(@PathVariable String name) {
        var type = ASSETS.get(name);
        if (type == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .body(new ClassPathResource(UI + name));
    }

    /** Everything in one document. */
    @GetMapping(value = "/v1/docs/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ObjectNode> together(ServerWebExchange exchange) {
        return documents.together().publishOn(EventLoops.of(exchange));
    }

    /** The document of one service, such as {@code user-service}; 503 while it is away. */
    @GetMapping(value = "/v1/docs/services/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ObjectNode> one(@PathVariable String name, ServerWebExchange exchange) {
        var service =
                service(name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return documents.of(service).publishOn(EventLoops.of(exchange));
    }

    /** With a slash at the end the page's relative addresses would point elsewhere. */
    @GetMapping({"/v1/docs/index.html", "/v1/docs/swagger-ui", "/v1/docs/swagger-ui/index.html"})
    ResponseEntity<Void> elsewhere() {
        return ResponseEntity.status(HttpStatus.FOUND).location(URI.create("/v1/docs")).build();
    }

    private static Optional<Service> service(String name) {
        return Arrays.stream(Service.values()).filter(s -> s.id().equals(name)).findAny();
    }

    private static ResponseEntity<Resource> own(String name, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .header("Content-Security-Policy", POLICY)
                .body(new ClassPathResource("docs/" + name));
    }
}
