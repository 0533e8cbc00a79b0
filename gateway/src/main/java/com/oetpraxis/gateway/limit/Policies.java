package com.oetpraxis.gateway.limit;

import com.oetpraxis.gateway.token.Caller;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Which windows apply to whom (CX-01 and the design's section on rate limits). */
@Component
class Policies {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Policy anonymous;
    private final Policy free;
    private final Policy paid;
    private final Policy staff;
    private final Policy stream;
    private final Policy webhook;

    Policies(LimitProperties p) {
        long scale = p.scale();
        anonymous =
                Policy.of(
                        "ip",
                        new Window(Duration.ofSeconds(10), scale * p.anonymousBurst(), false),
                        new Window(HOUR, scale * p.anonymousHourly(), true));
        free = signedIn("free", p, p.free(), p.hourly());
        paid = signedIn("paid", p, p.paid(), p.hourly());
        staff = signedIn("staff", p, p.staff(), p.staffHourly());
        stream =
                Policy.of(
                        "stream",
                        new Window(Duration.ofSeconds(10), scale * p.anonymousBurst(), false),
                        new Window(HOUR, scale * p.streamsHourly(), true));
        webhook = Policy.of("webhook", new Window(SECOND, scale * p.webhooks(), true));
    }

    private static Policy signedIn(String name, LimitProperties p, long minute, long hour) {
        long scale = p.scale();
        return Policy.of(
                name,
                new Window(SECOND, scale * p.burst(), false),
                new Window(MINUTE, scale * minute, true),
                new Window(MINUTE, scale * p.ceiling(), true),
                new Window(HOUR, scale * hour, true));
    }

    Policy anonymous() {
        return anonymous;
    }

    Policy stream() {
        return stream;
    }

    Policy webhook() {
        return webhook;
    }

    Policy of(Caller caller) {
        if (caller.isStaff()) {
            return staff;
        }
        return caller.paid() ? paid : free;
    }
}
