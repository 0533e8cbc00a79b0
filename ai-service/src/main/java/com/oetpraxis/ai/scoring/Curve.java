package com.oetpraxis.ai.scoring;

import java.util.List;

/** Straight lines between anchor points, flat outside them. */
final class Curve {

    private final double[] from;
    private final double[] to;

    /**
     * @param points pairs of measure and value, by rising measure
     */
    Curve(List<List<Double>> points) {
        from = points.stream().mapToDouble(List::getFirst).toArray();
        to = points.stream().mapToDouble(List::getLast).toArray();
        for (int i = 1; i < from.length; i++) {
            if (from[i] <= from[i - 1]) {
                throw new IllegalArgumentException("Anchors must rise");
            }
        }
    }

    double at(double measure) {
        if (measure <= from[0]) {
            return to[0];
        }
        for (int i = 1; i < from.length; i++) {
            if (measure <= from[i]) {
                double share = (measure - from[i - 1]) / (from[i] - from[i - 1]);
                return to[i - 1] + share * (to[i] - to[i - 1]);
            }
        }
        return to[to.length - 1];
    }
}
