package com.oetpraxis.realtime.stream;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.oetpraxis.realtime.audio.Sounds;
import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * No byte of anybody's voice is left behind by a conversation (BR-01): not on disk, not in a log,
 * not at session-service, not in memory once its turn is over. There is no database and no broker
 * to write to; Redis is away in these conversations, so whatever would go there would be logged.
 */
class PrivacyTest {

    /** Above the microphone's background, below any voice. */
    private static final int VOICE = 600;

    @TempDir private Path folder;

    private static Replay conversation() {
        return Replay.begun(Replay.recording("barge-in.jsonl"));
    }

    @Test
    void noSoundReachesALogOrSessionService() {
        var logger = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var logged = new ListAppender<ILoggingEvent>();
        Level before = logger.getLevel();
        logged.start();
        logger.addAppender(logged);
        logger.setLevel(Level.TRACE);
        String told;
        Replay replay = conversation();
        try {
            replay.playUntil(replay.endMs());
            told = replay.told();
        } finally {
            logger.setLevel(before);
            logger.detachAppender(logged);
        }

        var written = new StringBuilder();
        logged.list.forEach(event -> written.append(event.getFormattedMessage()).append('\n'));
        told.lines()
                .filter(line -> line.contains(" session ") || line.contains(" ai "))
                .forEach(line -> written.append(line).append('\n'));
        assertThat(written.toString()).contains("append", "How are you feeling today?");
        assertThat(written.toString()).doesNotContain(traces(replay.microphone()));
    }

    /** What sound would look like in a text, for every 100 ms of it. */
    private static String[] traces(short[] sound) {
        var traces = new ArrayList<String>();
        for (int from = 0; from + 12 <= sound.length; from += 1_600) {
            short[] part = Arrays.copyOfRange(sound, from, from + 12);
            boolean voice = false;
            for (short sample : part) {
                voice |= Math.abs(sample) > VOICE;
            }
            if (voice) {
                byte[] bytes = Sounds.bytes(part);
                traces.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
                traces.add(HexFormat.of().formatHex(bytes));
                String numbers = Arrays.toString(part);
                traces.add(numbers.substring(1, numbers.length() - 1));
            }
        }
        assertThat(traces).hasSizeGreaterThan(30);
        return traces.toArray(String[]::new);
    }

    /** Log files are the other test's matter. */
    @Test
    void noByteReachesTheDisk() throws Exception {
        conversation().playUntil(1); // what is loaded and unpacked once
        Path dump = folder.resolve("writes.jfr");
        try (var recording = new Recording()) {
            recording.enable("jdk.FileWrite").withThreshold(Duration.ZERO);
            recording.start();
            Replay replay = conversation();
            replay.playUntil(replay.endMs());
            java.nio.file.Files.writeString(folder.resolve("proof"), "that writes are seen");
            recording.stop();
            recording.dump(dump);
        }

        List<String> written =
                RecordingFile.readAllEvents(dump).stream()
                        .map(event -> path(event))
                        .filter(path -> !path.isEmpty() && !path.endsWith(".log"))
                        .filter(path -> !path.contains("/kafka/logs/")) // the tests' own broker
                        .toList();
        assertThat(written).isNotEmpty().allMatch(path -> path.endsWith("proof"));
    }

    private static String path(RecordedEvent event) {
        String path = event.getString("path"); // null for the console
        return path == null ? "" : path;
    }

    @Test
    void nothingIsLeftInMemoryOnceItsTurnIsOver() throws Exception {
        Replay replay = conversation();

        replay.playUntil(2_000);
        assertThat(loudest(replay.current())).as("while the learner speaks").isGreaterThan(VOICE);
        replay.playUntil(3_110);
        assertThat(loudest(replay.current())).as("once the turn is stored").isLessThan(VOICE);
        replay.playUntil(3_500);
        assertThat(loudest(replay.current())).as("while the patient speaks").isGreaterThan(VOICE);
        replay.playUntil(replay.endMs());
        assertThat(loudest(replay.current())).as("when all is said").isLessThan(VOICE);
    }

    /** The loudest sample in any array that the stream can reach. */
    private static int loudest(Object root) throws IllegalAccessException {
        int loudest = 0;
        var seen = new IdentityHashMap<Object, Boolean>();
        var open = new ArrayDeque<Object>();
        open.add(root);
        while (!open.isEmpty()) {
            Object next = open.poll();
            if (seen.put(next, true) != null) {
                continue;
            }
            if (next instanceof short[] samples) {
                for (short sample : samples) {
                    loudest = Math.max(loudest, Math.abs((int) sample));
                }
            } else if (next instanceof Map<?, ?> map) {
                open.addAll(map.values());
            } else if (next instanceof Iterable<?> items) {
                for (Object item : items) {
                    open.add(item);
                }
            } else if (next.getClass().getName().startsWith("com.oetpraxis.realtime.")
                    && !(next instanceof Enum<?>)
                    && !next.getClass().getName().contains("Replay")) {
                open.addAll(values(next));
            }
        }
        return loudest;
    }

    private static List<Object> values(Object of) throws IllegalAccessException {
        var values = new ArrayList<Object>();
        for (Field field : of.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                field.setAccessible(true);
                Object value = field.get(of);
                if (value != null && !(value instanceof File)) {
                    values.add(value);
                }
            }
        }
        return values;
    }
}
