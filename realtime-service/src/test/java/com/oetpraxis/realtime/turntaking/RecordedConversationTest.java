package com.oetpraxis.realtime.turntaking;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.realtime.turntaking.Opening.Detection;
import com.oetpraxis.realtime.turntaking.TurnEvent.LearnerText;
import com.oetpraxis.realtime.turntaking.TurnEvent.PatientReply;
import com.oetpraxis.realtime.turntaking.TurnEvent.TurnStored;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recorded sequences of times and events must give the recorded commands, to the letter. */
class RecordedConversationTest {

    @Test
    void aTypedConversationIsReplayed() throws IOException {
        assertThat(play("typed")).isEqualTo(recorded("typed"));
    }

    @Test
    void aSpokenConversationIsReplayed() throws IOException {
        assertThat(play("spoken")).isEqualTo(recorded("spoken"));
    }

    /**
     * Plays the lines that begin with a time; a line is {@code time event arguments}, and the
     * commands it gives follow it, indented.
     */
    private static String play(String name) throws IOException {
        boolean spoken = name.equals("spoken");
        var talk =
                new TurnTaking(
                        TurnSettings.STANDARD,
                        new Opening(
                                java.time.Duration.ofSeconds(60),
                                java.time.Duration.ZERO,
                                false,
                                1,
                                0,
                                0,
                                null,
                                null,
                                Detection.AUTO));
        var played = new StringBuilder();
        for (String line : recorded(name).lines().toList()) {
            if (line.isBlank() || line.startsWith(" ")) {
                continue;
            }
            played.append(line).append('\n');
            String[] parts = line.split(" ", 3);
            var event = event(parts[1], parts.length > 2 ? parts[2] : "", spoken);
            for (TurnCommand command : talk.accept(Long.parseLong(parts[0]), event)) {
                played.append("    ").append(command).append('\n');
            }
        }
        return played.toString();
    }

    private static TurnEvent event(String name, String arguments, boolean spoken) {
        return switch (name) {
            case "started" -> new TurnEvent.Started();
            case "ready" -> new TurnEvent.PatientReady(spoken, spoken, false);
            case "text" -> new LearnerText(arguments, List.of());
            case "stored" -> new TurnStored(Integer.parseInt(arguments));
            case "reply" -> {
                String[] parts = arguments.split(" ", 2);
                yield new PatientReply(
                        Integer.parseInt(parts[0]), parts[1], false, parts[1].contains("Goodbye"));
            }
            case "speech" -> new TurnEvent.Speech(Long.parseLong(arguments));
            case "silence" -> new TurnEvent.SpeechStopped(Long.parseLong(arguments));
            case "interim" -> new TurnEvent.InterimText(arguments, false, false);
            case "words" -> new TurnEvent.InterimText(arguments, true, false);
            case "recognised" -> new TurnEvent.Recognised(arguments, 0.9, List.of());
            case "pause" -> new TurnEvent.Pause(arguments);
            case "resume" -> new TurnEvent.Resume();
            case "stop" -> new TurnEvent.Stop(Boolean.parseBoolean(arguments));
            case "completed" -> new TurnEvent.Completed();
            case "tick" -> new TurnEvent.Tick();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String recorded(String name) throws IOException {
        try (var in =
                RecordedConversationTest.class.getResourceAsStream(
                        "/turntaking/" + name + ".txt")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
