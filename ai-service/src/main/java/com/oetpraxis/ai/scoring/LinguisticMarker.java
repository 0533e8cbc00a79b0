package com.oetpraxis.ai.scoring;

import com.oetpraxis.ai.consultation.Conduct;
import com.oetpraxis.ai.consultation.Criterion;
import com.oetpraxis.ai.consultation.Evidence;
import com.oetpraxis.ai.language.SpokenText;
import com.oetpraxis.ai.language.SpokenWordForm;
import com.oetpraxis.ai.transcript.Quote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Marks how the learner speaks: the four linguistic criteria (oet-domain 3.7). */
final class LinguisticMarker {

    private static final int MOST_HESITATIONS_SHOWN = 12;
    private static final int MOST_SENTENCES_SHOWN = 3;
    private static final int LONG_SENTENCE = 10;
    private static final double FEW_SLIPS = 2;

    private final Rubric rubric;
    private final Conduct conduct;
    private final Language language;
    private final Set<String> subordinators;
    private final Sheet sheet;
    private final List<Evidence> evidence = new ArrayList<>();

    private LinguisticMarker(
            Rubric rubric,
            Conduct conduct,
            Language language,
            Set<String> subordinators,
            Sheet sheet) {
        this.rubric = rubric;
        this.conduct = conduct;
        this.language = language;
        this.subordinators = subordinators;
        this.sheet = sheet;
    }

    static LinguisticMarks mark(
            Rubric rubric,
            Conduct conduct,
            Language language,
            Set<String> subordinators,
            Sheet sheet) {
        return new LinguisticMarker(rubric, conduct, language, subordinators, sheet).marks();
    }

    private LinguisticMarks marks() {
        double cap = rubric.value("language_cap", conduct.talk().ownWords());
        sheet.note("language", "words of her own", conduct.talk().ownWords());
        sheet.note("language", "highest mark for so many", cap);
        int sound = conduct.talk().ownWordsWithout(language.accuracy().slips());
        double grammarCap = rubric.value("language_cap", sound);
        sheet.note("language", "of them without a slip", sound);
        sheet.note("language", "highest for resources", grammarCap);
        var intelligibility = intelligibility();
        var fluency = fluency();
        double accuracy = rubric.value("errors_per_100", language.accuracy().per100Words());
        double range =
                weighted(
                        "range",
                        Map.of(
                                "words_per_sentence", language.range().wordsPerSentence(),
                                "subordinators_per_100", language.range().subordinatorsPer100()));
        var vocabulary = vocabulary();
        double resources = resources(accuracy, range, vocabulary);
        double appropriateness = appropriateness(range, vocabulary);
        double grammar =
                rubric.weight("grammar", "accuracy") * accuracy
                        + rubric.weight("grammar", "range") * range;
        addSlips();
        addSentences();
        return new LinguisticMarks(
                intelligibility == null ? null : Math.min(cap, intelligibility),
                fluency == null ? null : Math.min(cap, fluency),
                Math.min(cap, appropriateness),
                Math.min(grammarCap, resources),
                Math.min(grammarCap, grammar),
                vocabulary == null ? null : Math.min(cap, vocabulary),
                evidence);
    }

    private @Nullable Double intelligibility() {
        var clarity = language.clarity();
        if (clarity == null || !language.isAudible()) {
            return null;
        }
        for (var unclear : clarity.leastClear()) {
            add(
                    Criterion.INTELLIGIBILITY,
                    "unclear_word",
                    false,
                    unclear.turn(),
                    unclear.word(),
                    unclear.word());
        }
        return weighted(
                "intelligibility",
                Map.of(
                        "mean_confidence", clarity.meanConfidence(),
                        "unclear_share", clarity.unclearShare()));
    }

    private @Nullable Double fluency() {
        var fluency = language.fluency();
        if (fluency == null) {
            return null;
        }
        for (var pause : fluency.longestMidClausePauses()) {
            add(
                    Criterion.FLUENCY,
                    "pause_inside_clause",
                    false,
                    pause.turn(),
                    pause.before(),
                    pause.after());
        }
        var measures = new LinkedHashMap<String, Double>();
        measures.put("words_per_minute", fluency.wordsPerMinute());
        measures.put("syllables_per_second", fluency.syllablesPerSecond());
        measures.put("mean_run", fluency.meanRun());
        measures.put("mid_clause_pauses", fluency.midClausePauses());
        measures.put("phonation_ratio", fluency.phonationRatio());
        if (language.recogniser().verbatim()) {
            measures.put("disfluencies", fluency.disfluencies());
            addHesitations();
        }
        return weighted("fluency", measures);
    }

    private void addHesitations() {
        int shown = 0;
        for (var turn : conduct.talk().speech().turns()) {
            for (var word : turn.words()) {
                if (!word.counts() && shown++ < MOST_HESITATIONS_SHOWN) {
                    var measure = word.filler() ? "hesitation" : "repeat";
                    add(Criterion.FLUENCY, measure, false, turn, word, word);
                }
            }
        }
    }

    private @Nullable Double vocabulary() {
        var words = language.vocabulary();
        var measures = new LinkedHashMap<String, Double>();
        if (words.mattr() != null) {
            measures.put("mattr", words.mattr());
        }
        if (words.mtld() != null) {
            measures.put("mtld", words.mtld());
        }
        return measures.isEmpty() ? null : weighted("vocabulary", measures);
    }

    private double resources(double accuracy, double range, @Nullable Double vocabulary) {
        double sum = 0;
        double all = 0;
        var marks = new LinkedHashMap<String, Double>();
        marks.put("accuracy", accuracy);
        marks.put("range", range);
        if (vocabulary != null) {
            marks.put("vocabulary", vocabulary);
        }
        for (var mark : marks.entrySet()) {
            double weight = rubric.weight("resources", mark.getKey());
            var measured =
                    mark.getKey().equals("accuracy") ? language.accuracy().per100Words() : null;
            sheet.part("resources", mark.getKey(), measured, mark.getValue(), weight);
            sum += weight * mark.getValue();
            all += weight;
        }
        double result = sum / all;
        sheet.result("resources", result);
        return result;
    }

    /** Slips of grammar do not count here, only how much and how variedly the learner can say. */
    private double appropriateness(double range, @Nullable Double vocabulary) {
        double orders =
                Math.max(0, conduct.manner().orders() - 0.5 * conduct.manner().politeForms());
        double mark = rubric.number("appropriateness_start");
        mark += item("unexplained_term", conduct.plainSpeech().jargon().size());
        mark += item("dismissive", conduct.manner().dismissals());
        mark += item("judging", conduct.manner().judgements());
        mark += item("false_reassurance", conduct.manner().falseReassurances());
        mark += item("order_beyond_half_of_polite", orders);
        mark += item("insult", conduct.manner().insults());
        mark +=
                item(
                        "plain_words",
                        Math.min(
                                rubric.number("most_plain_words"),
                                conduct.plainSpeech().plainWords()));
        mark = Math.clamp(mark, 0, 6);
        double means = vocabulary == null ? range : (range + vocabulary) / 2;
        if (means < mark) {
            double share = rubric.number("lower_language_share");
            sheet.note("appropriateness", "range and vocabulary", means);
            mark = (1 - share) * mark + share * means;
        }
        sheet.result("appropriateness", mark);
        return mark;
    }

    private double item(String name, double count) {
        if (count != 0) {
            sheet.part("appropriateness", name, count, count * rubric.number(name), 1);
        }
        return count * rubric.number(name);
    }

    /** The weighted mean of the bands of some measures, weights rescaled to those there are. */
    private double weighted(String of, Map<String, Double> measures) {
        double sum = 0;
        double all = 0;
        for (var entry : rubric.weights(of).entrySet()) {
            var measured = measures.get(entry.getKey());
            if (measured != null) {
                double band = rubric.value(entry.getKey(), measured);
                sheet.part(of, entry.getKey(), measured, band, entry.getValue());
                sum += entry.getValue() * band;
                all += entry.getValue();
            }
        }
        sheet.result(of, sum / all);
        return sum / all;
    }

    private void addSlips() {
        for (var slip : language.accuracy().slips()) {
            evidence.add(
                    new Evidence(
                            Criterion.RESOURCES,
                            "grammar_slip",
                            false,
                            Quote.of(
                                    slip.turn().turn(),
                                    slip.stretch().start(),
                                    slip.stretch().end())));
        }
    }

    /** Long sentences with a subordinate clause and no slip: what the learner can do. */
    private void addSentences() {
        int shown = 0;
        if (language.accuracy().per100Words() > FEW_SLIPS) {
            return; // where there are many, one unnoticed would be praised
        }
        for (var turn : conduct.talk().speech().turns()) {
            for (var clause : turn.clauses()) {
                var stretch = turn.original(clause);
                boolean slips =
                        language.accuracy().slips().stream()
                                .anyMatch(slip ->
                                        slip.turn() == turn
                                                && slip.stretch().start() < stretch.end()
                                                && slip.stretch().end() > stretch.start());
                boolean complex =
                        clause.words().tokens().stream()
                                .skip(1)
                                .anyMatch(token -> subordinators.contains(token.word()));
                if (!slips
                        && complex
                        && clause.words().size() >= LONG_SENTENCE
                        && conduct.talk().ownWords() > 0
                        && shown++ < MOST_SENTENCES_SHOWN) {
                    evidence.add(
                            new Evidence(
                                    Criterion.RESOURCES,
                                    "complex_sentence",
                                    true,
                                    Quote.of(turn.turn(), stretch.start(), stretch.end())));
                }
            }
        }
    }

    private void add(
            Criterion criterion,
            String measure,
            boolean credit,
            SpokenText turn,
            SpokenWordForm from,
            SpokenWordForm to) {
        evidence.add(
                new Evidence(
                        criterion, measure, credit, Quote.of(turn.turn(), from.start(), to.end())));
    }
}
