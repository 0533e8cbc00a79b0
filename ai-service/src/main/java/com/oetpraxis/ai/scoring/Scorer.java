package com.oetpraxis.ai.scoring;

import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.consultation.Conduct;
import com.oetpraxis.ai.consultation.Criterion;
import com.oetpraxis.ai.consultation.Evidence;
import com.oetpraxis.ai.consultation.Lists;
import com.oetpraxis.ai.consultation.Relevance;
import com.oetpraxis.ai.consultation.SpeakingShare;
import com.oetpraxis.ai.consultation.Talk;
import com.oetpraxis.ai.consultation.TalkReader;
import com.oetpraxis.ai.language.Accuracy;
import com.oetpraxis.ai.language.LanguageToolRules;
import com.oetpraxis.ai.scoring.Notice.Code;
import com.oetpraxis.ai.transcript.AudioQuality;
import com.oetpraxis.ai.transcript.Speaker;
import com.oetpraxis.ai.transcript.Transcript;
import com.oetpraxis.ai.transcript.Turn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Scores a talk by rules alone: the same transcript always gets the same report. Safe for use by
 * many threads.
 */
public final class Scorer {

    private final Rubric rubric;
    private final Lists lists;
    private final LanguageToolRules languageTool;
    private final TalkReader reader;

    Scorer(Rubric rubric, Lists lists, LanguageToolRules languageTool) {
        this.rubric = rubric;
        this.lists = lists;
        this.languageTool = languageTool;
        this.reader = new TalkReader(lists);
    }

    /** A scorer with the rubric and lists that come with the service. */
    public static Scorer load() {
        return new Scorer(Rubric.load(), Lists.load(), new LanguageToolRules());
    }

    /**
     * Scores a talk.
     *
     * @param card the one that was played; null where it is not known
     */
    public Assessment score(Transcript transcript, @Nullable Card card) {
        var talk = reader.read(transcript, card);
        var conduct = Conduct.of(talk);
        var recogniser = rubric.recogniser(transcript.recogniser());
        var language =
                Language.of(talk.speech(), lists, languageTool, recogniser, isAudible(transcript));
        var sheet = new Sheet();
        var spoken = LinguisticMarker.mark(rubric, conduct, language, lists.subordinators(), sheet);
        double relevance = Relevance.of(talk);
        var clinical = ClinicalMarker.mark(rubric, conduct, Relevance.ofCard(talk), sheet);
        var criteria = criteria(spoken, clinical);
        var categories = categories(criteria, spoken, conduct);
        double share = SpeakingShare.of(transcript);
        var evidence = new ArrayList<>(spoken.evidence());
        evidence.addAll(conduct.evidence());
        var report =
                new ScoreReport(
                        criteria,
                        categories,
                        overall(categories),
                        estimate(criteria, talk, language),
                        notices(talk, language, relevance, share),
                        inOrder(evidence, transcript),
                        rubric.version(),
                        rubric.hash());
        return new Assessment(report, conduct, language, relevance, share, sheet);
    }

    /**
     * Whether a sentence can be held up as an example: no slip of grammar that the rules know, and
     * no technical term without its plain words.
     *
     * @param card the one that was played; null where it is not known
     */
    public boolean isExemplary(String sentence, @Nullable Card card) {
        var turn = new Turn(0, Speaker.LEARNER, null, null, sentence, List.of());
        var talk =
                reader.read(
                        new Transcript(
                                "example",
                                null,
                                "generic",
                                false,
                                AudioQuality.UNKNOWN,
                                null,
                                List.of(turn)),
                        card);
        return Accuracy.of(talk.speech(), lists.grammar(), languageTool).slips().isEmpty()
                && Conduct.of(talk).plainSpeech().jargon().isEmpty();
    }

    private boolean isAudible(Transcript transcript) {
        var quality = transcript.audioQuality();
        var snr = quality.snrDb();
        var clipped = quality.clippedRatio();
        return (snr == null || snr >= rubric.number("reject_snr"))
                && (clipped == null || clipped <= rubric.number("reject_clipped"));
    }

    private static Map<Criterion, @Nullable BigDecimal> criteria(
            LinguisticMarks spoken, Map<Criterion, Double> clinical) {
        var criteria = new EnumMap<Criterion, @Nullable BigDecimal>(Criterion.class);
        for (var criterion : Criterion.values()) {
            Double mark =
                    switch (criterion) {
                        case INTELLIGIBILITY -> spoken.intelligibility();
                        case FLUENCY -> spoken.fluency();
                        case APPROPRIATENESS -> spoken.appropriateness();
                        case RESOURCES -> spoken.resources();
                        default -> clinical.get(criterion);
                    };
            criteria.put(criterion, mark == null ? null : twoPlaces(mark));
        }
        return criteria;
    }

    private static BigDecimal twoPlaces(double mark) {
        return BigDecimal.valueOf(mark).setScale(2, RoundingMode.HALF_UP);
    }

    private Map<Category, @Nullable Integer> categories(
            Map<Criterion, @Nullable BigDecimal> criteria,
            LinguisticMarks spoken,
            Conduct conduct) {
        var card = conduct.card();
        double plain =
                1
                        - Math.min(
                                1,
                                conduct.plainSpeech().jargon().size()
                                        / rubric.number("terms_for_nothing"));
        var categories = new EnumMap<Category, @Nullable Integer>(Category.class);
        categories.put(
                Category.PRONUNCIATION,
                mean(
                        "pronunciation",
                        part("intelligibility", criteria, Criterion.INTELLIGIBILITY),
                        part("fluency", criteria, Criterion.FLUENCY)));
        categories.put(Category.GRAMMAR, hundred(spoken.grammar() / 6));
        var vocabulary = spoken.vocabulary();
        categories.put(
                Category.VOCABULARY,
                mean(
                        "vocabularyCategory",
                        new Part("vocabulary", vocabulary == null ? null : vocabulary / 6),
                        part("appropriateness", criteria, Criterion.APPROPRIATENESS)));
        categories.put(
                Category.CLINICAL_COMMUNICATION,
                mean(
                        "clinicalCategory",
                        part("structure", criteria, Criterion.STRUCTURE),
                        part("gathering", criteria, Criterion.GATHERING),
                        new Part("coverage", card == null ? null : card.coverage())));
        categories.put(
                Category.EMPATHY,
                mean(
                        "empathyCategory",
                        part("relationship", criteria, Criterion.RELATIONSHIP),
                        part("perspective", criteria, Criterion.PERSPECTIVE)));
        var giving = part("giving", criteria, Criterion.GIVING);
        categories.put(
                Category.PATIENT_EDUCATION,
                mean(
                        "educationCategory",
                        giving,
                        new Part("plain_words", plain * explained(conduct))));
        return categories;
    }

    /** Plain words are a merit only where something is explained. */
    private double explained(Conduct conduct) {
        return Math.min(
                1, conduct.giving().explanationWords() / rubric.number("chunk_words_for_full"));
    }

    /** A share of the best there is, 0 to 1; null where it cannot be judged. */
    private record Part(String name, @Nullable Double share) {}

    private static Part part(
            String name, Map<Criterion, @Nullable BigDecimal> criteria, Criterion criterion) {
        var mark = criteria.get(criterion);
        return new Part(name, mark == null ? null : mark.doubleValue() / criterion.highest());
    }

    private @Nullable Integer mean(String of, Part... parts) {
        double sum = 0;
        double all = 0;
        for (var part : parts) {
            var share = part.share();
            if (share != null) {
                double weight = rubric.weight(of, part.name());
                sum += weight * share;
                all += weight;
            }
        }
        return all == 0 ? null : (Integer) hundred(sum / all);
    }

    private static int hundred(double share) {
        return (int) Math.floor(100 * Math.clamp(share, 0, 1) + 0.5);
    }

    private int overall(Map<Category, @Nullable Integer> categories) {
        double sum = 0;
        double all = 0;
        for (var entry : categories.entrySet()) {
            var score = entry.getValue();
            if (score != null) {
                double weight = rubric.weight("categories", entry.getKey().code());
                sum += weight * score;
                all += weight;
            }
        }
        return (int) Math.floor(sum / all + 0.5 + 1e-9);
    }

    private @Nullable Estimate estimate(
            Map<Criterion, @Nullable BigDecimal> criteria, Talk talk, Language language) {
        if (talk.speech().wordCount() < rubric.number("least_words")) {
            return null;
        }
        double sum = 0;
        double highest = 0;
        for (var entry : criteria.entrySet()) {
            var mark = entry.getValue();
            if (mark != null) {
                sum += mark.doubleValue();
                highest += entry.getKey().highest();
            }
        }
        return Estimate.of(rubric.value("estimate", sum / highest), half(talk, language));
    }

    /** Half the likely range: wider for each thing that was little, poor or not measured. */
    private double half(Talk talk, Language language) {
        var clarity = language.clarity();
        var snr = talk.transcript().audioQuality().snrDb();
        boolean fillers = language.fluency() != null && language.recogniser().verbatim();
        double half = rubric.number("likely_half");
        double wider = rubric.number("wider");
        half += talk.speech().wordCount() < rubric.number("few_words") ? wider : 0;
        half += snr != null && snr < rubric.number("low_snr") ? wider : 0;
        half += fillers ? 0 : wider;
        if (clarity == null) {
            half += wider;
        } else {
            half += clarity.meanConfidence() < rubric.number("low_confidence") ? wider : 0;
            half += language.recogniser().calibrated() ? 0 : wider;
        }
        return half;
    }

    private List<Notice> notices(Talk talk, Language language, double relevance, double share) {
        var notices = new ArrayList<Notice>();
        var transcript = talk.transcript();
        if (isTooShort(talk, language)) {
            notices.add(new Notice(Code.TOO_SHORT, null));
        }
        var quality = transcript.audioQuality().value();
        boolean poor = quality != null && quality < rubric.number("quality_threshold");
        if (poor || !language.isAudible()) {
            notices.add(new Notice(Code.POOR_AUDIO, Criterion.INTELLIGIBILITY));
        }
        if (share < rubric.number("one_sided_low") || share > rubric.number("one_sided_high")) {
            notices.add(new Notice(Code.ONE_SIDED, null));
        }
        if (relevance < rubric.number("relevance_threshold")) {
            notices.add(new Notice(Code.OFF_TOPIC, null));
        }
        if (isTyped(talk)) {
            notices.add(new Notice(Code.TYPED, null));
        }
        if (language.fluency() == null) {
            notices.add(new Notice(Code.NO_WORD_TIMES, Criterion.FLUENCY));
        } else if (!language.recogniser().verbatim()) {
            notices.add(new Notice(Code.FILLERS_NOT_MEASURED, Criterion.FLUENCY));
        }
        if (language.clarity() == null) {
            notices.add(new Notice(Code.NO_CONFIDENCE, Criterion.INTELLIGIBILITY));
        } else if (!language.recogniser().calibrated()) {
            notices.add(new Notice(Code.UNCALIBRATED, Criterion.INTELLIGIBILITY));
        }
        if (talk.card() == null) {
            notices.add(new Notice(Code.UNKNOWN_SCENARIO, null));
        }
        return notices;
    }

    private boolean isTooShort(Talk talk, Language language) {
        var transcript = talk.transcript();
        long patient =
                transcript.turns().stream()
                        .filter(turn -> !turn.isLearner() && !turn.text().isBlank())
                        .count();
        var seconds = transcript.durationSeconds();
        var spoken = transcript.spoken();
        boolean aloud = spoken == null ? language.fluency() != null : spoken;
        return talk.speech().wordCount() < rubric.number("least_words")
                || Math.min(patient, talk.exchanges()) < rubric.number("least_exchanges")
                || (aloud && seconds != null && seconds < rubric.number("least_seconds"));
    }

    /** No word was heard: the file says so, or nothing in it has a time. */
    private static boolean isTyped(Talk talk) {
        var spoken = talk.transcript().spoken();
        var turns = talk.transcript().learnerTurns();
        if (spoken != null) {
            return !spoken && turns.stream().allMatch(turn -> turn.words().isEmpty());
        }
        return turns.stream().allMatch(turn -> turn.words().isEmpty() && turn.start() == null);
    }

    private static List<Evidence> inOrder(List<Evidence> evidence, Transcript transcript) {
        var place = new HashMap<Integer, Integer>();
        transcript.turns().forEach(turn -> place.put(turn.index(), place.size()));
        return evidence.stream()
                .distinct()
                .sorted(
                        Comparator.comparing(Evidence::criterion)
                                .thenComparingInt(one -> place.getOrDefault(one.quote().turn(), 0))
                                .thenComparingInt(one -> one.quote().start())
                                .thenComparingInt(one -> one.quote().end())
                                .thenComparing(Evidence::measure)
                                .thenComparing(Evidence::credit))
                .toList();
    }
}
