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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Counts a talk and lays it beside the tasks of its card. */
final class AnalysisReader {

    private static final int CONTENT_LETTERS = 4;
    private static final Pattern CHECK =
            Pattern.compile("\\bcheck\\b.*\\bunderst", Pattern.CASE_INSENSITIVE);
    private static final Set<String> CHECKS = Set.of("teach_back", "checks_understanding");
    private static final int MOST_EVIDENCE = 3;

    private AnalysisReader() {}

    static Analysis read(Assessment assessment) {
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
                record == null
                        ? List.of()
                        : record.missed().stream().map(Card.FullMark::what).toList(),
                record == null || card == null ? List.of() : tasks(card, record, assessment),
                quality == null ? null : twoPlaces(quality));
    }

    private static double twoPlaces(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).doubleValue();
    }

    /** Each full mark, question and piece of advice belongs to the task that speaks most of it. */
    private static List<TaskCoverage> tasks(Card card, CardRecord record, Assessment assessment) {
        var tasks = card.candidateCard().tasks();
        var evidence = new LinkedHashMap<String, Set<Quote>>();
        var missed = new LinkedHashMap<String, List<String>>();
        var met = new LinkedHashMap<String, Integer>();
        for (var task : tasks) {
            evidence.put(task, new LinkedHashSet<>());
            missed.put(task, new ArrayList<>());
            met.put(task, 0);
        }
        record.met().forEach(mark -> met.merge(taskOf(words(mark, card), tasks), 1, Integer::sum));
        for (var mark : record.missed()) {
            missed.getOrDefault(taskOf(words(mark, card), tasks), new ArrayList<>())
                    .add(mark.what());
        }
        for (var intent : card.tell()) {
            addEvidence(
                    evidence,
                    taskOf(intent.id() + " " + intent.tb(), tasks),
                    record.told().get(intent.id()));
        }
        for (var intent : card.ask()) {
            var words = new StringBuilder(intent.id());
            intent.answer()
                    .revealed()
                    .facts()
                    .forEach(id ->
                            card.fact(id).ifPresent(fact -> words.append(' ').append(fact.fact())));
            addEvidence(evidence, taskOf(words.toString(), tasks), record.asked().get(intent.id()));
        }
        for (var task : tasks) {
            if (CHECK.matcher(task).find()) {
                assessment.report().evidence().stream()
                        .filter(one -> one.credit() && CHECKS.contains(one.measure()))
                        .limit(1)
                        .forEach(one -> {
                            addEvidence(evidence, task, one.quote());
                            met.merge(task, 1, Integer::sum);
                        });
            }
        }
        return tasks.stream()
                .map(task ->
                        coverage(
                                task,
                                met.getOrDefault(task, 0),
                                missed.getOrDefault(task, List.of()),
                                evidence.getOrDefault(task, Set.of())))
                .toList();
    }

    private static void addEvidence(
            Map<String, Set<Quote>> evidence, String task, @Nullable Quote quote) {
        if (quote != null) {
            evidence.getOrDefault(task, new HashSet<>()).add(quote);
        }
    }

    private static TaskCoverage coverage(
            String task, int met, List<String> missed, Set<Quote> evidence) {
        String status;
        if (missed.isEmpty()) {
            status = met > 0 || evidence.size() > 1 ? "covered" : partlyIf(!evidence.isEmpty());
        } else {
            status = partlyIf(met > 0 || !evidence.isEmpty());
        }
        return new TaskCoverage(
                task, status, missed, evidence.stream().limit(MOST_EVIDENCE).toList());
    }

    private static String partlyIf(boolean some) {
        return some ? "partly" : "missed";
    }

    private static String words(Card.FullMark mark, Card card) {
        var words = new StringBuilder(mark.what());
        var needs = mark.needs();
        for (var ids : new ArrayList<List<String>>(listsOf(needs))) {
            for (var id : ids) {
                words.append(' ').append(id.replace('_', ' '));
                card.fact(id).ifPresent(fact -> words.append(' ').append(fact.fact()));
            }
        }
        return words.toString();
    }

    private static List<List<String>> listsOf(Card.Needs needs) {
        var lists = new ArrayList<List<String>>();
        if (needs.asked() != null) {
            lists.add(needs.asked());
        }
        if (needs.told() != null) {
            lists.add(needs.told());
        }
        if (needs.revealed() != null) {
            lists.add(needs.revealed());
        }
        return lists;
    }

    /** The task that shares most words with a text; the first where two share as many. */
    private static String taskOf(String text, List<String> tasks) {
        var stems = stems(text);
        var best = tasks.getFirst();
        long most = -1;
        for (var task : tasks) {
            long shared = stems(task).stream().filter(stems::contains).count();
            if (shared > most) {
                most = shared;
                best = task;
            }
        }
        return best;
    }

    private static Set<String> stems(String text) {
        var stems = new HashSet<String>();
        for (var token : NormalisedText.of(text.replace('_', ' ')).tokens()) {
            if (token.word().length() >= CONTENT_LETTERS) {
                stems.add(Stem.of(Spelling.of(token.word())));
            }
        }
        return stems;
    }
}
