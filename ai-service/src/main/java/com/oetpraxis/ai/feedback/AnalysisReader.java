package com.oetpraxis.ai.feedback;

import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.consultation.CardRecord;
import com.oetpraxis.ai.consultation.SpeakingShare;
import com.oetpraxis.ai.feedback.Analysis.TaskCoverage;
import com.oetpraxis.ai.language.Spelling;
import com.oetpraxis.ai.language.Stem;
import com.oetpraxis.ai.pattern.NormalisedText;
import com.oetpraxis.ai.scoring.Assessment;
import com.oetpraxis.ai.transcript.Quote;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts a talk and lays it beside the tasks of its card. */
final class AnalysisReader {

    private static final int CONTENT_LETTERS = 4;

    /** Words that any task and any question can hold. */
    private static final Set<String> EVERYWHERE =
            Set.of(
                    "with", "what", "that", "this", "them", "they", "have", "been", "from", "when",
                    "will", "your", "most");

    private static final Pattern CHECK =
            Pattern.compile("\\bcheck\\b.*\\bunderst", Pattern.CASE_INSENSITIVE);
    private static final Pattern ASKS =
            Pattern.compile("^(find out|explore|ask|listen)\\b", Pattern.CASE_INSENSITIVE);
    private static final Set<String> CHECKS = Set.of("teach_back", "checks_understanding");
    private static final int MOST_EVIDENCE = 3;
    private static final int MOST_MISSED = 3;

    private AnalysisReader() {}

    static Analysis read(Assessment assessment, FeedbackTexts texts) {
        var talk = assessment.conduct().talk();
        var transcript = talk.transcript();
        int total =
                transcript.turns().stream()
                        .mapToInt(turn -> SpeakingShare.words(turn.text()))
                        .sum();
        var record = assessment.conduct().card();
        var card = talk.card();
        var quality = transcript.audioQuality().value();
        return new Analysis(
                total,
                talk.speech().wordCount(),
                (int) Math.floor(100 * assessment.speakingShare() + 0.5),
                talk.exchanges(),
                twoPlaces(assessment.relevance()),
                FeedbackWriter.keyPhrases(assessment),
                record == null || card == null
                        ? List.of()
                        : sentences(record.missed(), new Missed(card, record, texts)),
                record == null || card == null
                        ? List.of()
                        : tasks(card, record, assessment, new Missed(card, record, texts)),
                quality == null ? null : twoPlaces(quality));
    }

    private static List<String> sentences(List<Card.FullMark> marks, Missed missed) {
        return marks.stream()
                .flatMap(mark -> missed.of(mark).stream())
                .map(Missed.Item::sentence)
                .distinct()
                .toList();
    }

    private static double twoPlaces(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).doubleValue();
    }

    /**
     * Lays what was asked and told beside the tasks. It belongs to the task of its kind (to find
     * out, or to explain) that shares most words with it; a task to which no full mark belongs is
     * judged by the mark nearest to it.
     */
    private static List<TaskCoverage> tasks(
            Card card, CardRecord record, Assessment assessment, Missed missing) {
        var tasks = card.candidateCard().tasks();
        var marks = marksOf(card, tasks);
        var evidence = new LinkedHashMap<String, Set<Quote>>();
        tasks.forEach(task -> evidence.put(task, new LinkedHashSet<>()));
        for (var intent : card.tell()) {
            var words = intent.id() + " " + intent.tb();
            addEvidence(
                    evidence,
                    taskOf(words, Kind.EXPLAINING.of(tasks)),
                    record.told().get(intent.id()));
        }
        for (var intent : card.ask()) {
            var words = new StringBuilder(intent.id());
            for (var id : intent.answer().revealed().facts()) {
                card.fact(id).ifPresent(fact -> words.append(' ').append(fact.fact()));
            }
            var quote = record.asked().get(intent.id());
            if (quote != null) {
                words.append(' ').append(quote.text());
            }
            addEvidence(evidence, taskOf(words.toString(), Kind.ASKING.of(tasks)), quote);
        }
        var missed = record.missed();
        var coverage = new ArrayList<TaskCoverage>();
        for (var task : tasks) {
            var of = marks.getOrDefault(task, List.of());
            var open = of.stream().filter(missed::contains).toList();
            var shown = new LinkedHashSet<>(evidence.getOrDefault(task, Set.of()));
            boolean checked = CHECK.matcher(task).find() && addCheck(assessment, shown);
            boolean done = of.size() > open.size() || checked || (of.isEmpty() && !shown.isEmpty());
            var status = status(done, open.isEmpty(), !shown.isEmpty());
            coverage.add(
                    new TaskCoverage(
                            task,
                            status,
                            sentences(open, missing).stream().limit(MOST_MISSED).toList(),
                            status.equals("covered") ? null : how(open, missing),
                            shown.stream().limit(MOST_EVIDENCE).toList()));
        }
        return coverage;
    }

    private static String how(List<Card.FullMark> open, Missed missing) {
        return open.stream()
                .flatMap(mark -> missing.of(mark).stream())
                .findFirst()
                .map(Missed.Item::example)
                .orElse("Before we go on, could you tell me a little more about that?");
    }

    private static String status(boolean done, boolean complete, boolean shown) {
        if (done && complete) {
            return "covered";
        }
        return done || shown ? "partly" : "missed";
    }

    private static boolean addCheck(Assessment assessment, Set<Quote> shown) {
        var check =
                assessment.report().evidence().stream()
                        .filter(one -> one.credit() && CHECKS.contains(one.measure()))
                        .findFirst();
        check.ifPresent(one -> shown.add(one.quote()));
        return check.isPresent();
    }

    /** The full marks of each task. */
    private static Map<String, List<Card.FullMark>> marksOf(Card card, List<String> tasks) {
        var marks = new LinkedHashMap<String, List<Card.FullMark>>();
        tasks.forEach(task -> marks.put(task, new ArrayList<>()));
        for (var mark : card.fullMarks()) {
            kindOf(mark)
                    .map(kind -> taskOf(words(mark, card), kind.of(tasks)))
                    .map(marks::get)
                    .ifPresent(list -> list.add(mark));
        }
        for (var task : tasks) {
            var own = marks.getOrDefault(task, List.of());
            if (own.isEmpty()) {
                nearest(task, card).ifPresent(own::add);
            }
        }
        return marks;
    }

    private static Optional<Card.FullMark> nearest(String task, Card card) {
        var stems = stems(task);
        var kind = Kind.of(task);
        return card.fullMarks().stream()
                .filter(mark -> kindOf(mark).filter(kind::equals).isPresent())
                .filter(mark -> shared(stems, words(mark, card)) > 0)
                .max(Comparator.comparingLong(mark -> shared(stems, words(mark, card))));
    }

    private static long shared(Set<String> stems, String text) {
        return stems(text).stream().filter(stems::contains).count();
    }

    /** What a task is about. */
    private enum Kind {
        ASKING,
        EXPLAINING;

        static Kind of(String task) {
            return ASKS.matcher(task).find() ? ASKING : EXPLAINING;
        }

        /** The tasks of this kind; all where there are none. */
        List<String> of(List<String> tasks) {
            var own = tasks.stream().filter(task -> of(task) == this).toList();
            return own.isEmpty() ? tasks : own;
        }
    }

    /** Empty for marks of manner alone, such as a warm opening, which belong to no task. */
    private static Optional<Kind> kindOf(Card.FullMark mark) {
        return kindOf(mark.needs());
    }

    private static Optional<Kind> kindOf(Card.Needs needs) {
        if (needs.told() != null || needs.toldCount() != null || needs.answered() != null) {
            return Optional.of(Kind.EXPLAINING);
        }
        if (needs.asked() != null
                || needs.askedCount() != null
                || needs.revealed() != null
                || needs.revealedCount() != null
                || needs.cue() != null) {
            return Optional.of(Kind.ASKING);
        }
        var choices = needs.anyOf();
        return choices == null
                ? Optional.empty()
                : choices.stream().flatMap(choice -> kindOf(choice).stream()).findFirst();
    }

    private static void addEvidence(
            Map<String, Set<Quote>> evidence, String task, @Nullable Quote quote) {
        if (quote != null) {
            evidence.getOrDefault(task, new HashSet<>()).add(quote);
        }
    }

    private static String words(Card.FullMark mark, Card card) {
        var words = new StringBuilder(mark.what());
        var needs = mark.needs();
        for (var ids : listsOf(needs)) {
            for (var id : ids) {
                words.append(' ').append(id.replace('_', ' '));
                card.fact(id).ifPresent(fact -> words.append(' ').append(fact.fact()));
            }
        }
        return words.toString();
    }

    private static List<List<String>> listsOf(Card.Needs needs) {
        return Stream.of(
                        needs.asked(),
                        needs.told(),
                        needs.revealed(),
                        ids(needs.askedCount()),
                        ids(needs.toldCount()),
                        ids(needs.revealedCount()))
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable List<String> ids(Card.@Nullable Count count) {
        return count == null ? null : count.of();
    }

    /** The task that shares most words with a text; the first where two share as many. */
    private static String taskOf(String text, List<String> tasks) {
        var stems = stems(text);
        var best = tasks.getFirst();
        long most = -1;
        for (var task : tasks) {
            long shared = shared(stems, task);
            if (shared > most) {
                most = shared;
                best = task;
            }
        }
        return best;
    }

    static Set<String> stems(String text) {
        var stems = new HashSet<String>();
        for (var token : NormalisedText.of(text.replace('_', ' ')).tokens()) {
            if ((token.word().length() >= CONTENT_LETTERS || token.word().equals("off"))
                    && !EVERYWHERE.contains(token.word())) {
                stems.add(Stem.of(Spelling.of(token.word())));
            }
        }
        return stems;
    }
}
