package com.oetpraxis.ai.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.card.Cards;
import com.oetpraxis.ai.recogniser.LocalRecogniser;
import com.oetpraxis.ai.speaker.LocalSpeakers;
import com.oetpraxis.ai.speech.Cancellation;
import com.oetpraxis.ai.speech.Gender;
import com.oetpraxis.ai.speech.PreferredWords;
import com.oetpraxis.ai.speech.Recogniser;
import com.oetpraxis.ai.speech.Recognition;
import com.oetpraxis.ai.speech.Speaker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How well the real models understand and speak; it prints what it measured. */
@Tag("voice")
class AccuracyTest {

    private static final Path MODELS = Path.of(System.getenv("PRAXIS_MODELS"));
    private static final String TWO_CITIES =
            "It was the best of times, it was the worst of times, it was the age of wisdom, it was the"
                    + " age of foolishness, it was the epoch of belief, it was the epoch of incredulity,"
                    + " it was the season of light, it was the season of darkness, it was the spring of"
                    + " hope, it was the winter of despair, we had everything before us, we had nothing"
                    + " before us, we were all going direct to heaven, we were all going direct the"
                    + " other way, in short, the period was so far like the present period, that some of"
                    + " its noisiest authorities insisted on its being received, for good or for evil,"
                    + " in the superlative degree of comparison only.";

    private static Recogniser recogniser;
    private static LocalSpeakers speakers;
    private static List<Line> lines;

    private record Line(String card, String text) {}

    @BeforeAll
    static void load() throws IOException {
        recogniser = LocalRecogniser.load(MODELS).orElseThrow();
        speakers = LocalSpeakers.load(MODELS);
        lines =
                Files.readAllLines(Path.of("src/test/resources/speech/learner-lines.txt")).stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split("\\|", -1))
                        .map(parts -> new Line(parts[0], parts[1]))
                        .toList();
    }

    @Test
    void understandsLearnersLinesInANeuralVoice() {
        var speaker = speakers.speakerFor(Gender.MALE, 40).orElseThrow();
        var cardWords = new CardWords();
        var plain = WordErrors.NONE;
        var preferring = WordErrors.NONE;
        var confused = WordErrors.NONE;
        var notSaid = new ArrayList<String>();
        var notSaidOfOther = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var sound = spoken(speaker, line.text());
            var words = cardWords.of(Cards.read(line.card()));
            // the words of a card that this line has nothing to do with
            var other =
                    cardWords.of(
                            Cards.read(lines.get((i + lines.size() / 2) % lines.size()).card()));
            var heard = hear(sound, words).text();
            var heardWithOther = hear(sound, other).text();
            plain =
                    plain.plus(
                            WordErrors.between(
                                    line.text(), hear(sound, PreferredWords.NONE).text()));
            preferring = preferring.plus(WordErrors.between(line.text(), heard));
            confused = confused.plus(WordErrors.between(line.text(), heardWithOther));
            notSaid.addAll(notSaid(line.text(), heard, words));
            notSaidOfOther.addAll(notSaid(line.text(), heardWithOther, other));
        }

        System.out.printf(
                "Words wrong in %d lines (%d words), Piper: %.1f%%; with the card's words preferred"
                        + " %.1f%%; with another card's %.1f%%%n",
                lines.size(),
                plain.words(),
                plain.percent(),
                preferring.percent(),
                confused.percent());
        System.out.printf(
                "Preferred words that were not said: %d of the card %s, %d of another card %s%n",
                notSaid.size(), notSaid, notSaidOfOther.size(), notSaidOfOther);
        assertThat(plain.percent()).isLessThanOrEqualTo(6);
        assertThat(preferring.percent()).isLessThanOrEqualTo(4);
        assertThat(confused.percent()).isLessThanOrEqualTo(plain.percent() + 0.5);
        assertThat(notSaid).isEmpty();
        assertThat(notSaidOfOther).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void understandsPeople() throws IOException, UnsupportedAudioFileException {
        var sound = human("two_cities.wav");
        var none = new StringBuilder();
        var preferred = new StringBuilder();
        var words = new CardWords().of(Cards.read("pha-01-warfarin"));
        for (var stretch : Sound.stretches(sound)) {
            none.append(hear(stretch, PreferredWords.NONE).text()).append(' ');
            preferred.append(hear(stretch, words).text()).append(' ');
        }
        var errors = WordErrors.between(TWO_CITIES, none.toString());

        System.out.printf(
                "Words wrong of a man reading (%d words): %.1f%%%n",
                errors.words(), errors.percent());
        assertThat(errors.percent()).isLessThanOrEqualTo(6);
        assertThat(notSaid(TWO_CITIES, preferred.toString(), words)).isEmpty();
    }

    @Test
    void isUnderstandableWhoeverSpeaks() {
        for (var gender : Gender.values()) {
            for (int age : List.of(35, 70)) {
                var speaker = speakers.speakerFor(gender, age).orElseThrow();
                var errors = WordErrors.NONE;
                for (var line : lines.subList(0, 20)) {
                    errors =
                            errors.plus(
                                    WordErrors.between(
                                            line.text(),
                                            hear(spoken(speaker, line.text()), PreferredWords.NONE)
                                                    .text()));
                }

                System.out.printf(
                        "Words wrong in 20 lines, %s: %.1f%%%n", speaker.name(), errors.percent());
                assertThat(speaker.gender()).isEqualTo(gender);
                assertThat(errors.percent()).as(speaker.name()).isLessThan(30);
            }
        }
    }

    /** Of sounds that are no English a decoder makes the same words over and over. */
    @Test
    void doesNotWriteTheSameOverAndOver() {
        var speaker = speakers.speakerFor(Gender.FEMALE, 70).orElseThrow();
        for (var line : lines.subList(0, 25)) {
            var sound = spoken(speaker, line.text());
            var backwards = new float[sound.length];
            for (int i = 0; i < sound.length; i++) {
                backwards[i] = sound[sound.length - 1 - i];
            }

            assertThat(hear(backwards, PreferredWords.NONE).text())
                    .as(line.text())
                    .doesNotMatch("(?s).*(\\b.{20,})\\1\\1.*");
        }
    }

    @Test
    void speaksTheSameSentenceTheSameAndFasterAtAHigherTempo() {
        var sentence = "I've had it for about 7 weeks.";
        var piper = speakers.speakerFor(Gender.MALE, 40).orElseThrow();

        assertThat(piper.speak(sentence, 1, new Cancellation()))
                .isEqualTo(piper.speak(sentence, 1, new Cancellation()));
        for (var gender : Gender.values()) {
            var speaker = speakers.speakerFor(gender, 40).orElseThrow();
            int length = speaker.speak(sentence, 1, new Cancellation()).length;

            assertThat(speaker.speak(sentence, 1.2, new Cancellation()).length)
                    .isBetween(length / 2, (int) (length * 0.95));
        }
    }

    @Test
    void saysNothingWhereItIsCancelledAndHearsNothingInSilence() {
        var cancelled = new Cancellation();
        cancelled.cancel();

        for (var gender : Gender.values()) {
            var speaker = speakers.speakerFor(gender, 40).orElseThrow();
            assertThat(speaker.speak("It hurts.", 1, cancelled)).isEmpty();
        }
        assertThat(recogniser.recognise(new float[32_000], PreferredWords.NONE, cancelled))
                .isEqualTo(Recognition.NOTHING);
        assertThat(hear(new float[32_000], PreferredWords.NONE)).isEqualTo(Recognition.NOTHING);
    }

    @Test
    void measuresItsSpeed() {
        var speaker = speakers.speakerFor(Gender.MALE, 40).orElseThrow();
        var question = "How long have you had the cough, and does it hurt?";
        var sound = spoken(speaker, question);
        for (int i = 0; i < 5; i++) {
            hear(sound, PreferredWords.NONE);
        }
        double listened = median(() -> hear(sound, PreferredWords.NONE));
        double spoke = median(() -> speaker.speak(question, 1, new Cancellation()));
        double seconds = sound.length / (double) Recogniser.SAMPLE_RATE;

        System.out.printf(
                "%.1f s of speech: recognised in %.0f ms (%.3f of real time), spoken in %.0f ms"
                        + " (%.3f)%n",
                seconds, listened, listened / 1000 / seconds, spoke, spoke / 1000 / seconds);
        assertThat(listened).isPositive();
    }

    private static double median(Runnable work) {
        var times = new double[9];
        for (int i = 0; i < times.length; i++) {
            long start = System.nanoTime();
            work.run();
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }

    private static float[] spoken(Speaker speaker, String text) {
        return Sound.floats(
                Sound.resampled(speaker.speak(text, 1, new Cancellation()), speaker.sampleRate()));
    }

    private static Recognition hear(float[] sound, PreferredWords words) {
        return recogniser.recognise(sound, words, new Cancellation());
    }

    private static Set<String> notSaid(String said, String heard, PreferredWords words) {
        var wrong = new HashSet<>(WordErrors.words(heard));
        wrong.removeAll(WordErrors.words(said));
        wrong.removeIf(word -> !words.contains(word));
        return wrong;
    }

    private static float[] human(String name) throws IOException, UnsupportedAudioFileException {
        try (var in =
                AudioSystem.getAudioInputStream(MODELS.resolve("human").resolve(name).toFile())) {
            var bytes = in.readAllBytes();
            var samples = new short[bytes.length / 2];
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
            return Sound.floats(Sound.resampled(samples, (int) in.getFormat().getSampleRate()));
        }
    }
}
