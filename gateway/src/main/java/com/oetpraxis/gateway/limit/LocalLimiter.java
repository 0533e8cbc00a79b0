package com.oetpraxis.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The same windows in this process's memory, for the time in which Redis is away. */
@Component
class LocalLimiter implements Limiter {

    private static final int CLIENTS = 100_000;

    private final Clock clock;
    private final Cache<String, Counters> clients =
            Caffeine.newBuilder()
                    .maximumSize(CLIENTS)
                    .expireAfterAccess(Duration.ofHours(2))
                    .build();

    LocalLimiter(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Mono<Decision> take(String key, Policy policy) {
        return Mono.fromSupplier(() -> takeNow(key, policy));
    }

    private Decision takeNow(String key, Policy policy) {
        var counters = clients.get(policy.name() + ':' + key, k -> new Counters(policy));
        return counters.take(policy, clock.millis());
    }

    /** One ring of slots a window; a slot counts until all of it has left the window. */
    private static final class Counters {

        private static final int SLOTS = RedisLimiter.SLOTS;
        private static final int RING = SLOTS + 1;

        private final long[][] slots;
        private final long[][] counts;

        Counters(Policy policy) {
            slots = new long[policy.windows().size()][RING];
            counts = new long[policy.windows().size()][RING];
            for (var ring : slots) {
                Arrays.fill(ring, -1);
            }
        }

        synchronized Decision take(Policy policy, long now) {
            var windows = policy.windows();
            var used = new ArrayList<Long>();
            var leaves = new ArrayList<Long>();
            var allowed = true;
            for (var i = 0; i < windows.size(); i++) {
                var length = windows.get(i).length().toMillis();
                used.add(used(i, now, length));
                leaves.add(leaves(i, now, length));
                allowed &= used.get(i) + 1 <= windows.get(i).limit();
            }
            if (allowed) {
                count(windows, now);
                used.replaceAll(calls -> calls + 1);
            }
            return Decision.of(policy, allowed, now, used, leaves);
        }

        private long used(int window, long now, long length) {
            var sum = 0L;
            for (var j = 0; j < RING; j++) {
                if (isCounted(slots[window][j], now, length)) {
                    sum += counts[window][j];
                }
            }
            return sum;
        }

        private long leaves(int window, long now, long length) {
            var oldest = Long.MAX_VALUE;
            for (var j = 0; j < RING; j++) {
                if (counts[window][j] > 0 && isCounted(slots[window][j], now, length)) {
                    oldest = Math.min(oldest, slots[window][j]);
                }
            }
            return oldest == Long.MAX_VALUE ? length : end(oldest, length) - now;
        }

        private void count(List<Window> windows, long now) {
            for (var i = 0; i < windows.size(); i++) {
                var slot = now / (windows.get(i).length().toMillis() / SLOTS);
                var place = (int) (slot % RING);
                if (slots[i][place] != slot) {
                    slots[i][place] = slot;
                    counts[i][place] = 0;
                }
                counts[i][place]++;
            }
        }

        private static boolean isCounted(long slot, long now, long length) {
            return slot >= 0 && end(slot, length) > now;
        }

        /** When the last call that the slot may hold leaves the window. */
        private static long end(long slot, long length) {
            return (slot + 1) * (length / SLOTS) + length;
        }
    }
}
