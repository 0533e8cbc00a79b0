package com.oetpraxis.gateway.routing;

import java.util.List;

/**
 * What the gateway has measured of one service.
 *
 * @param circuit {@code closed}, {@code open} or {@code half_open}
 * @param errorRate share of the last 100 calls that failed, 0 to 1
 * @param instances each instance's address and whether it answered when last asked
 */
public record UpstreamFigures(
        Service service,
        String circuit,
        double errorRate,
        Latency latency,
        List<InstanceFigures> instances) {

    /** Milliseconds over the last {@code count} calls, at most 100. */
    public record Latency(int count, double avg, double min, double max, double p95) {

        static final Latency NONE = new Latency(0, 0, 0, 0, 0);
    }

    /**
     * @param address {@code host:port}
     */
    public record InstanceFigures(String address, boolean up) {}
}
