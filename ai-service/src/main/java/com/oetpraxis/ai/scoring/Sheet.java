package com.oetpraxis.ai.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The workings of one report, line by line, so that each mark can be followed by hand. */
public final class Sheet {

    private final List<String> lines = new ArrayList<>();

    /** A part of a mark: what was measured, what that is worth, and its weight. */
    void part(String of, String part, @Nullable Double measured, double worth, double weight) {
        lines.add(
                "%-16s %-22s %10s -> %6.3f  x %.3f"
                        .formatted(
                                of, part, measured == null ? "" : number(measured), worth, weight));
    }

    void result(String of, double mark) {
        lines.add("%-16s %-22s %10s  = %6.3f".formatted(of, "", "", mark));
    }

    void note(String of, String what, double amount) {
        lines.add("%-16s %-22s %10s".formatted(of, what, number(amount)));
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.3f", number);
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }
}
