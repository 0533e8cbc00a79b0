package com.oetpraxis.probe;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.oetpraxis.shared.event.EventMessage;
import com.oetpraxis.shared.event.EventSubscription;
import com.oetpraxis.shared.event.Outbox;
import com.oetpraxis.shared.security.CallingService;
import com.oetpraxis.shared.security.CurrentUser;
import com.oetpraxis.shared.web.CommonProblem;
import com.oetpraxis.shared.web.IdempotentCall;
import com.oetpraxis.shared.web.PageQuery;
import com.oetpraxis.shared.web.Pagination;
import com.oetpraxis.shared.web.ProblemException;
import com.oetpraxis.shared.web.UnprocessableOnInvalid;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** A service that has nothing but what shared gives it. */
@SpringBootApplication
class TestService {

    record Counted(String key, int number) {}

    final List<Counted> handled = new CopyOnWriteArrayList<>();
    final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();

    final AtomicInteger effects = new AtomicInteger();
    volatile CountDownLatch gate = new CountDownLatch(0);

    private void pass() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Bean
    EventSubscription subscription() {
        return EventSubscription.on("praxis.test", "shared-test")
                .handle("test.counted", Counted.class, (event, counted) -> handled.add(counted))
                .handle(
                        "test.early",
                        Counted.class,
                        (event, counted) -> {
                            var attempt =
                                    attempts.computeIfAbsent(
                                                    counted.key(), k -> new AtomicInteger())
                                            .incrementAndGet();
                            if (attempt < counted.number()) {
                                throw new DataAccessResourceFailureException("away");
                            }
                            handled.add(counted);
                        })
                .handle(
                        "test.poisonous",
                        Counted.class,
                        (event, counted) -> {
                            attempts.computeIfAbsent(counted.key(), k -> new AtomicInteger())
                                    .incrementAndGet();
                            throw new IllegalStateException("cannot be handled");
                        });
    }

    @RestController
    static class Controller {

        private final Outbox outbox;
        private final TestService service;
        private final JdbcClient jdbc;

        Controller(Outbox outbox, TestService service, JdbcClient jdbc) {
            this.jdbc = jdbc;
            this.outbox = outbox;
            this.service = service;
        }

        record Order(@NotBlank String item, @Min(1) int amount) {}

        enum Size {
            @JsonProperty("small")
            SMALL,
            @JsonProperty("large")
            LARGE
        }

        record Line(@NotBlank String note) {}

        record LongOrder(
                @NotBlank String item,
                @Min(1) int amount,
                @Nullable Boolean gift,
                @Nullable Size size,
                @Nullable List<@Valid Line> lines) {}

        @PostMapping("/v1/orders")
        ResponseEntity<?> order(
                CurrentUser user, IdempotentCall call, @Valid @RequestBody Order order) {
            return call.run(() -> {
                service.pass();
                var number = service.effects.incrementAndGet();
                outbox.publish(
                        new EventMessage(
                                "praxis.test",
                                "test.ordered",
                                order.item(),
                                new Counted(order.item(), number)));
                if (order.item().equals("refused")) {
                    throw new ProblemException(CommonProblem.CONFLICT, "Sold out.");
                }
                return ResponseEntity.created(URI.create("/v1/orders/" + number))
                        .body(Map.of("number", number));
            });
        }

        @GetMapping("/v1/search")
        String search(@RequestParam String name) {
            return name;
        }

        @PostMapping("/v1/notes")
        void note(@RequestBody JsonNode note) {
            jdbc.sql("select ?::jsonb").param(note.toString()).query(String.class).single();
        }

        @PostMapping("/v1/strict")
        @UnprocessableOnInvalid
        void strict(@Valid @RequestBody LongOrder order) {}

        @GetMapping("/v1/me")
        Map<String, String> me(CurrentUser user) {
            return Map.of("id", user.id().toString(), "role", user.role().code());
        }

        @GetMapping("/v1/staff")
        @PreAuthorize("hasRole('ADMIN')")
        String staff() {
            return "staff";
        }

        @GetMapping("/v1/things/{id}")
        UUID thing(@PathVariable UUID id) {
            return id;
        }

        @GetMapping("/v1/pages")
        Pagination.Current pages(PageQuery query) {
            return new Pagination(query, 41).current();
        }

        @GetMapping("/v1/broken")
        String broken() {
            throw new IllegalStateException("jdbc:postgresql://secret-host/ password=hunter2");
        }

        @GetMapping("/v1/open/door")
        String open() {
            return "open";
        }

        @GetMapping("/internal/who")
        String who(CallingService caller) {
            return caller.name();
        }
    }
}
