package com.oetpraxis.gateway.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * All windows of one kind of client; they apply together.
 *
 * @param name part of the key under which the calls are counted
 * @param windows of different lengths, shortest first
 * @param lot how many calls all gateways together may hold in advance, so that no window is
 *     overshot by more than 5%; 0 where the limits are too small for that
 */
record Policy(String name, List<Window> windows, long lot) {

    private static final double OVERSHOOT = 0.05;

    /** A smaller lot saves hardly a question and is not worth any overshoot. */
    private static final long WORTH_LEASING = 5;

    /** Windows of the same length count the same calls, so the smallest limit stands for them. */
    static Policy of(String name, Window... all) {
        var byLength = new TreeMap<Duration, Window>();
        for (var window : all) {
            byLength.merge(window.length(), window, (a, b) -> a.limit() <= b.limit() ? a : b);
        }
        var windows = new ArrayList<>(byLength.values());
        var smallest = windows.stream().mapToLong(Window::limit).min().orElseThrow();
        var lot = (long) (smallest * OVERSHOOT);
        return new Policy(name, List.copyOf(windows), lot < WORTH_LEASING ? 0 : lot);
    }

    Duration longest() {
        return windows.getLast().length();
    }
}
