package com.oetpraxis.ai.feedback;

import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.consultation.CardRecord;
import com.oetpraxis.ai.scoring.Assessment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Words that would have done what a talk left out, made from what this patient said. */
final class MissedWording {

    private static final int MOST_WORDS_SAID_BACK = 16;
    private static final Pattern WORD = Pattern.compile("[A-Za-z']+");
    private static final Set<String> CHECKS = Set.of("check_understanding", "check_questions");

    /** The card's fragments are the patient's words; said to the patient these change. */
    private static final Map<String, String> SAID_TO_THE_PATIENT =
            Map.ofEntries(
                    Map.entry("i", "you"),
                    Map.entry("i'm", "you're"),
                    Map.entry("i've", "you've"),
                    Map.entry("i'll", "you'll"),
                    Map.entry("me", "you"),
                    Map.entry("my", "your"),
                    Map.entry("mine", "yours"),
                    Map.entry("myself", "yourself"),
                    Map.entry("am", "are"),
                    Map.entry("you", "us"),
                    Map.entry("your", "our"));

    private final Card card;
    private final CardRecord record;
    private final List<String> patientLines;
    private final String topic;

    MissedWording(Card card, CardRecord record, Assessment assessment) {
        this.card = card;
        this.record = record;
        this.patientLines =
                assessment.conduct().talk().transcript().turns().stream()
                        .filter(turn -> !turn.isLearner())
                        .flatMap(turn -> Stream.of(turn.text().split("(?<=[.?!])\\s+", -1)))
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .filter(line -> line.split(" ", -1).length <= MOST_WORDS_SAID_BACK)
                        .toList();
        this.topic = assessment.conduct().topic().map(word -> " about the " + word).orElse("");
    }

    /**
     * A line for a task that was not done in full.
     *
     * @param missed the full marks of it that were not met; may be empty
     */
    String of(String task, List<Card.FullMark> missed) {
        for (var mark : missed) {
            var line =
                    advice(mark.needs())
                            .or(() -> answer(mark.needs()))
                            .or(() -> check(mark.needs()));
            if (line.isPresent()) {
                return line.get();
            }
        }
        var words =
                task
                        + " "
                        + missed.stream().map(Card.FullMark::what).collect(Collectors.joining(" "));
        return question(words);
    }

    /** The first advice of a mark that was not given. */
    private Optional<String> advice(Card.Needs needs) {
        var wanted = new ArrayList<String>();
        addAll(wanted, needs.told());
        var count = needs.toldCount();
        addAll(wanted, count == null ? null : count.of());
        return wanted.stream()
                .filter(id -> !record.told().containsKey(id))
                .flatMap(id -> card.tell().stream().filter(intent -> intent.id().equals(id)))
                .map(Card.TellIntent::tb)
                .findFirst()
                .map(words ->
                        "I'd like you to " + saidToThePatient(words) + ". How does that sound?");
    }

    private static void addAll(List<String> to, @Nullable Collection<String> ids) {
        if (ids != null) {
            to.addAll(ids);
        }
    }

    /** The patient's question, where it was raised and is still open. */
    private Optional<String> answer(Card.Needs needs) {
        var wanted = needs.answered();
        return wanted == null
                ? Optional.empty()
                : card.questions().stream()
                        .filter(question -> wanted.contains(question.id()))
                        .filter(question -> patientLines.contains(question.ask()))
                        .findFirst()
                        .map(question ->
                                "You asked: “"
                                        + question.ask()
                                        + "” Let me answer that as honestly as I can.");
    }

    private static Optional<String> check(Card.Needs needs) {
        var events = needs.events();
        return events != null && events.stream().anyMatch(CHECKS::contains)
                ? Optional.of(
                        "Just to check that I have been clear, could you tell me what you are going"
                                + " to do?")
                : Optional.empty();
    }

    /** Takes up the patient's line that has most to do with it. */
    private String question(String about) {
        var stems = AnalysisReader.stems(about);
        String best = null;
        long most = 0;
        for (var line : patientLines) {
            long shared = AnalysisReader.stems(line).stream().filter(stems::contains).count();
            if (shared > most && !line.endsWith("?")) {
                most = shared;
                best = line;
            }
        }
        return best == null
                ? "Before we go on, could you tell me a little more" + topic + "?"
                : "You said: “" + best + "” Could you tell me more about that?";
    }

    private static String saidToThePatient(String words) {
        return WORD.matcher(words)
                .replaceAll(found ->
                        SAID_TO_THE_PATIENT.getOrDefault(
                                found.group().toLowerCase(Locale.ROOT), found.group()));
    }
}
