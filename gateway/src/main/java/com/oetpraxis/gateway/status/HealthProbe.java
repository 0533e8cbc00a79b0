package com.oetpraxis.gateway.status;

import com.oetpraxis.gateway.redis.Redis;
import com.oetpraxis.gateway.routing.Instance;
import com.oetpraxis.gateway.routing.Service;
import com.oetpraxis.gateway.routing.Upstreams;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Asks every instance of every service how it does, in the background and every few seconds. */
@Component
class HealthProbe {

    private static final Logger log = LoggerFactory.getLogger(HealthProbe.class);
    private static final List<Service> ASKED =
            Arrays.stream(Service.values()).filter(s -> s != Service.GATEWAY).toList();

    private final WebClient client;
    private final Upstreams upstreams;
    private final Redis redis;
    private final StatusProperties properties;
    private final SystemRecord record;

    HealthProbe(
            WebClient client,
            Upstreams upstreams,
            Redis redis,
            StatusProperties properties,
            SystemRecord record) {
        this.client = client;
        this.upstreams = upstreams;
        this.redis = redis;
        this.properties = properties;
        this.record = record;
    }

    @Scheduled(fixedRateString = "${gateway.status.interval:5s}")
    void ask() {
        round().subscribe(record::add, error -> log.error("A round of questions failed", error));
    }

    Mono<Round> round() {
        var services =
                Flux.fromIterable(ASKED)
                        .flatMap(this::health)
                        .collectMap(ServiceHealth::service)
                        .map(HealthProbe::ordered);
        return Mono.zip(services, redis.answers(), maintenance())
                .map(found ->
                        new Round(
                                found.getT1(),
                                found.getT2(),
                                found.getT3().isEmpty() ? null : found.getT3()));
    }

    private static Map<Service, ServiceHealth> ordered(Map<Service, ServiceHealth> found) {
        return new EnumMap<>(found);
    }

    private Mono<ServiceHealth> health(Service service) {
        return Flux.fromIterable(upstreams.instances(service))
                .flatMap(this::health)
                .reduce(ServiceHealth::better);
    }

    /** A service that says it is unhealthy has answered, so its instance is not given up. */
    private Mono<ServiceHealth> health(Instance instance) {
        var started = System.nanoTime();
        return client.get()
                .uri(instance.at("/health"))
                .exchangeToMono(response -> response.bodyToMono(JsonNode.class))
                .timeout(properties.timeout())
                .map(body ->
                        ServiceHealth.of(
                                instance.service(),
                                body,
                                (System.nanoTime() - started) / 1_000_000.0))
                .doOnNext(health -> instance.found(true))
                .onErrorResume(error -> {
                    instance.found(false);
                    log.debug("{} did not say how it does", instance.address(), error);
                    return Mono.empty();
                })
                .defaultIfEmpty(ServiceHealth.silent(instance.service()));
    }

    /** The message of a window in progress (EP-23); empty where there is none or nobody knows. */
    private Mono<String> maintenance() {
        return client.get()
                .uri(upstreams.instances(Service.USER).getFirst().at("/v1/system/maintenance"))
                .retrieve()
                .bodyToMono(JsonNode.class)
                .timeout(properties.timeout())
                .map(HealthProbe::message)
                .onErrorReturn("")
                .defaultIfEmpty("");
    }

    private static String message(JsonNode maintenance) {
        var current = maintenance.path("current");
        return current.path("inMaintenance").asBoolean(false)
                ? current.path("message").asString("Maintenance is in progress.")
                : "";
    }
}
