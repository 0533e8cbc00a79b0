package com.oetpraxis.ai.patient;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A reply being put together. */
final class Draft {
    final int turn;
    final List<String> parts = new ArrayList<>();
    final Set<String> sources = new LinkedHashSet<>();
    final List<String> facts = new ArrayList<>();
    @Nullable String cue;
    @Nullable String question;

    Draft(int turn) {
        this.turn = turn;
    }

    void say(String line, String source) {
        parts.add(line);
        sources.add(source);
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    String text() {
        return String.join(" ", parts);
    }
}
