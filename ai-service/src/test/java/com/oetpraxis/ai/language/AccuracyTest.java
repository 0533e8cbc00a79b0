package com.oetpraxis.ai.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.consultation.Lists;
import com.oetpraxis.ai.language.Accuracy.Slip;
import com.oetpraxis.ai.scoring.Talks;
import com.oetpraxis.ai.transcript.AudioQuality;
import com.oetpraxis.ai.transcript.Speaker;
import com.oetpraxis.ai.transcript.TimedWord;
import com.oetpraxis.ai.transcript.Transcript;
import com.oetpraxis.ai.transcript.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Slips of grammar in speech: the rules of our own and those of LanguageTool together. */
class AccuracyTest {

    private static final Path CARDS = Path.of("../content-service/src/main/resources/cards");

    private static final Path GOOD_SPEECH = Path.of("src/test/resources/language/good-speech.txt");

    @ParameterizedTest
    @CsvSource({
        "He go to the hospital yesterday., go",
        "You can to take this with water., can to",
        "I am agree with the plan., am agree",
        "Many people is worried about it., people is",
        "I have been working here since two years., since",
        "The doctor he write this for you., write",
        "You come many time for this., many time",
        "Everybody is take this tablet., is take",
        "I think that you should to take it every day., should to",
        "So you must to rest., must to",
        "When the pain come back you call us., the pain come",
        "Your knee need time., need",
        "What questions you have for me?, questions you have",
        "What you are afraid of?, you are",
        "Please call to us on Monday., call to us",
        "Many peoples are afraid of this., peoples",
        "I see you in next week., in next week",
        "When you takes it you feel better., takes",
        "You have any pain?, You have",
    })
    void findsTheSlip(String text, String words) {
        assertThat(slips(text)).anySatisfy(slip -> assertThat(quote(slip)).contains(words));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "um so how are you feeling today",
                "right okay well lets have a look at that knee shall we",
                "and does it hurt when you go up the stairs or is it more when you come down",
                "Um, it, it wakes you up at night, does it?",
                "So, the the tablets, you've been taking them twice a day?",
                "Not too bad, you said.",
                "mr delaney could you tell me what happened",
                "First things first, though: any pain?",
                "No worries at all, take your time."
            })
    void findsNoneInGoodSpeech(String text) {
        assertThat(slips(text)).isEmpty();
    }

    /** A false alarm teaches wrong English: none is allowed on a list of good sentences. */
    @Test
    void findsNoneInGoodSentencesOfAConsultation() throws IOException {
        var lines =
                Files.readAllLines(GOOD_SPEECH).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList();

        var alarms =
                lines.stream()
                        .flatMap(line -> slips(line).stream())
                        .map(slip ->
                                slip.rule()
                                        + ": "
                                        + quote(slip)
                                        + " | "
                                        + slip.turn().turn().text())
                        .toList();

        assertThat(alarms).isEmpty();
        assertThat(lines).hasSizeGreaterThan(300);
    }

    /** Every line of the patients' is good spoken English: 1,000 lines without a false alarm. */
    @Test
    void findsHardlyAnyInWhatNativeSpeakersSay() throws IOException {
        var lines = new ArrayList<String>();
        var quoted = Pattern.compile("\"([A-Z][^\"*/]{20,}[.?!])\"");
        try (Stream<Path> files = Files.list(CARDS)) {
            for (var file : files.sorted().toList()) {
                quoted.matcher(Files.readString(file))
                        .results()
                        .forEach(found -> lines.add(found.group(1)));
            }
        }
        var alarms =
                slips(lines.toArray(String[]::new)).stream()
                        .map(slip -> slip.rule() + ": " + quote(slip))
                        .toList();

        assertThat(lines).hasSizeGreaterThan(800);
        assertThat(alarms).hasSizeLessThan(lines.size() / 100);
    }

    @Test
    void countsNoWordThatWasHardlyHeard() {
        var text = "He go to the hospital.";
        var words = new ArrayList<TimedWord>();
        for (var word : List.of("He", "go", "to", "the", "hospital")) {
            words.add(new TimedWord(word, words.size(), words.size() + 0.5, 0.5));
        }

        var turn = new Turn(0, Speaker.LEARNER, null, null, text, words);
        var talk =
                new Transcript(
                        "unsure", null, "generic", true, AudioQuality.UNKNOWN, null, List.of(turn));
        assertThat(slips(talk)).isEmpty();
        assertThat(slips(text)).isNotEmpty();
    }

    @Test
    void offersTheMendedWordsWhereThereIsOneWay() {
        assertThat(slips("I would recommended you an X-ray."))
                .extracting(Slip::better)
                .containsExactly("recommend");
    }

    @Test
    void theRulesAreThoseOfTheVersionInTheHash() throws IOException {
        var properties = new Properties();
        try (var in =
                Accuracy.class.getResourceAsStream(
                        "/META-INF/maven/org.languagetool/languagetool-core/pom.properties")) {
            properties.load(Objects.requireNonNull(in));
        }
        try (var in = Accuracy.class.getResourceAsStream("/scoring/languagetool.yaml")) {
            var choice = YAMLMapper.builder().build().readTree(Objects.requireNonNull(in));

            assertThat(choice.path("version").stringValue())
                    .isEqualTo(properties.getProperty("version"));
        }
        assertThat(Lists.FILES).contains("/scoring/languagetool.yaml");
    }

    private static List<Slip> slips(String... lines) {
        var turns = Stream.of(lines).map(line -> "C: " + line).toArray(String[]::new);
        return slips(Talks.typed("lines", null, turns));
    }

    private static List<Slip> slips(Transcript talk) {
        return Talks.score(talk).language().accuracy().slips();
    }

    private static String quote(Slip slip) {
        return slip.turn().turn().text().substring(slip.stretch().start(), slip.stretch().end());
    }
}
