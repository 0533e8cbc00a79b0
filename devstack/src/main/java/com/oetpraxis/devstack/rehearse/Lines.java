package com.oetpraxis.devstack.rehearse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is typed, line by line, read beside whatever else happens. */
final class Lines {

    private static final Line END = new Line("", true);

    private final BlockingQueue<Line> read = new LinkedBlockingQueue<>();

    /**
     * @param isEnd whether nothing more comes; then there is no text
     */
    record Line(String text, boolean isEnd) {}

    private Lines() {}

    static Lines of(InputStream in) {
        var lines = new Lines();
        Thread.ofPlatform().daemon().name("lines").start(() -> lines.readAll(in));
        return lines;
    }

    private void readAll(InputStream in) {
        try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                read.add(new Line(line, false));
            }
        } catch (IOException e) {
            System.err.println("The terminal was closed.");
        } finally {
            read.add(END);
        }
    }

    /** The next line, waited for. */
    Line next() {
        try {
            return kept(read.take());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RehearsalException("Interrupted.");
        }
    }

    /** The next line, if it comes in this time. */
    @Nullable Line within(Duration time) {
        try {
            var line = read.poll(time.toMillis(), TimeUnit.MILLISECONDS);
            return line == null ? null : kept(line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RehearsalException("Interrupted.");
        }
    }

    private Line kept(Line line) {
        if (line.isEnd()) {
            read.add(line); // the end stays the end
        }
        return line;
    }
}
