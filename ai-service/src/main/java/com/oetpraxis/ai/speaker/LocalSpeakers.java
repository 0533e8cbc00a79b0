package com.oetpraxis.ai.speaker;

import com.oetpraxis.ai.speech.Cancellation;
import com.oetpraxis.ai.speech.Gender;
import com.oetpraxis.ai.speech.Speaker;
import com.oetpraxis.ai.speech.Speakers;
import com.oetpraxis.ai.speech.SpeechException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The voices of a folder: for each gender the first Piper voice by name, and for a gender that has
 * none espeak-ng, from the folder or as the installed program.
 */
public final class LocalSpeakers implements Speakers {

    private static final Logger log = LoggerFactory.getLogger(LocalSpeakers.class);

    /** Whose voice it is, by the name in a file such as en_US-joe-medium.onnx. */
    private static final Map<String, Gender> PEOPLE =
            Map.ofEntries(
                    Map.entry("alan", Gender.MALE),
                    Map.entry("alba", Gender.FEMALE),
                    Map.entry("amy", Gender.FEMALE),
                    Map.entry("bryce", Gender.MALE),
                    Map.entry("cori", Gender.FEMALE),
                    Map.entry("danny", Gender.MALE),
                    Map.entry("hfc_female", Gender.FEMALE),
                    Map.entry("hfc_male", Gender.MALE),
                    Map.entry("jenny_dioco", Gender.FEMALE),
                    Map.entry("joe", Gender.MALE),
                    Map.entry("john", Gender.MALE),
                    Map.entry("kathleen", Gender.FEMALE),
                    Map.entry("kristin", Gender.FEMALE),
                    Map.entry("kusal", Gender.MALE),
                    Map.entry("lessac", Gender.FEMALE),
                    Map.entry("ljspeech", Gender.FEMALE),
                    Map.entry("norman", Gender.MALE),
                    Map.entry("northern_english_male", Gender.MALE),
                    Map.entry("ryan", Gender.MALE),
                    Map.entry("sam", Gender.MALE),
                    Map.entry("southern_english_female", Gender.FEMALE));

    private final Map<Gender, Speaker> piper;
    private final Optional<EspeakEngine> espeak;

    private LocalSpeakers(Map<Gender, Speaker> piper, Optional<EspeakEngine> espeak) {
        this.piper = piper;
        this.espeak = espeak;
    }

    /**
     * Loads the voices; one that is broken is left out with a warning.
     *
     * @param models the folder that {@code make voice} fills
     */
    public static LocalSpeakers load(Path models) {
        var piper = new EnumMap<Gender, Speaker>(Gender.class);
        for (var file : piperFiles(models)) {
            var person = person(file);
            var gender = PEOPLE.get(person);
            if (gender == null) {
                log.warn("Left out {}: it is not known whose voice it is", file);
            } else if (!piper.containsKey(gender)) {
                try {
                    piper.put(gender, piper(file, person, gender));
                } catch (SpeechException e) {
                    log.warn("No voice: {} ({})", e.getMessage(), String.valueOf(e.getCause()));
                }
            }
        }
        return new LocalSpeakers(piper, EspeakEngine.find(models.resolve("espeak-ng")));
    }

    private static Speaker piper(Path file, String person, Gender gender) {
        var speaker = Piper.load(file, "piper-" + person, gender, Pronunciation.load());
        speaker.speak("Hello.", 1, new Cancellation()); // the first learner need not wait
        return speaker;
    }

    /** English voices with their settings beside them. */
    private static List<Path> piperFiles(Path models) {
        if (!Files.isDirectory(models)) {
            return List.of();
        }
        try (var files = Files.list(models)) {
            return files.filter(file -> file.getFileName().toString().matches("en_.+\\.onnx"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new SpeechException("The folder " + models + " could not be read", e);
        }
    }

    private static String person(Path file) {
        var parts = file.getFileName().toString().split("-", 3);
        return parts.length > 1 ? parts[1].replace(".onnx", "") : "";
    }

    @Override
    public Optional<Speaker> speakerFor(Gender gender, int age) {
        return Optional.ofNullable(piper.get(gender))
                .or(() -> espeak.map(engine -> EspeakVoice.of(engine, gender, age)));
    }
}
