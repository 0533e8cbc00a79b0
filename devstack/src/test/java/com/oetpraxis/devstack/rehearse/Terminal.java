package com.oetpraxis.devstack.rehearse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Somebody who types, and whose input does not end. */
final class Terminal {

    private final PipedOutputStream typed = new PipedOutputStream();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    final Lines lines;
    final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);

    Terminal() throws IOException {
        lines = Lines.of(new PipedInputStream(typed));
    }

    void type(String... typedLines) throws IOException {
        for (var line : typedLines) {
            typed.write((line + '\n').getBytes(StandardCharsets.UTF_8));
        }
        typed.flush();
    }

    String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
