package com.oetpraxis.realtime.ticket;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/** The tickets that are out, in Redis: any instance may take one, and only once. */
@Component
public class Tickets {

    /** How long a ticket is good for. */
    public static final Duration LIFETIME = Duration.ofSeconds(30);

    private static final String KEY = "stream:ticket:";
    private static final int BYTES = 24;
    private static final int LONGEST = 64;

    private final StringRedisTemplate redis;
    private final SecureRandom random = new SecureRandom();

    Tickets(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** Whom a ticket lets into which session. */
    public record Holder(UUID sessionId, UUID userId) {}

    /**
     * Makes a ticket.
     *
     * @throws org.springframework.dao.DataAccessException without Redis
     */
    String issue(Holder holder) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        redis.opsForValue().set(KEY + ticket, holder.sessionId() + " " + holder.userId(), LIFETIME);
        return ticket;
    }

    /**
     * Takes a ticket; a second time it is unknown.
     *
     * @throws org.springframework.dao.DataAccessException without Redis
     */
    public Optional<Holder> redeem(String ticket) {
        if (ticket.isEmpty() || ticket.length() > LONGEST) {
            return Optional.empty();
        }
        String stored = redis.opsForValue().getAndDelete(KEY + ticket);
        if (stored == null) {
            return Optional.empty();
        }
        int space = stored.indexOf(' ');
        return Optional.of(
                new Holder(
                        UUID.fromString(stored.substring(0, space)),
                        UUID.fromString(stored.substring(space + 1))));
    }
}
