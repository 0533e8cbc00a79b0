package com.oetpraxis.ai.feedback;

import com.oetpraxis.ai.behaviour.CueLists;
import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.card.CardReader;
import com.oetpraxis.ai.patient.PatientEngine;
import com.oetpraxis.ai.scoring.ReportWriter;
import com.oetpraxis.ai.scoring.Scorer;
import com.oetpraxis.ai.transcript.Transcript;
import com.oetpraxis.ai.transcript.TranscriptReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measures how long a whole report takes in one warm process: {@code bench/score.sh}. Each talk
 * goes on from its start until it has lasted five minutes. Reading the file, scoring, feedback,
 * tasks and the patient's feeling count; the network does not.
 */
final class ScoreBench {

    private static final int WARM_UP = 60;
    private static final double FIVE_MINUTES = 300;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ScoreBench() {}

    /**
     * @param args folder of the transcripts, folder of the cards, how many reports to measure
     */
    static void main(String[] args) throws IOException {
        var texts = new ArrayList<String>();
        try (var files = Files.list(Path.of(args[0]))) {
            for (var file : files.sorted().toList()) {
                var text = Files.readString(file);
                if (!new TranscriptReader().isOfAnotherFormat(text)) {
                    texts.add(fiveMinutes(text));
                }
            }
        }
        var bench = new Bench(Path.of(args[1]));
        long started = System.nanoTime();
        bench.report(texts.getFirst());
        double first = seconds(System.nanoTime() - started);
        for (int i = 0; i < WARM_UP; i++) {
            bench.report(texts.get(i % texts.size()));
        }
        var times = new double[Integer.parseInt(args[2])];
        for (int i = 0; i < times.length; i++) {
            long from = System.nanoTime();
            bench.report(texts.get(i % texts.size()));
            times[i] = 1000 * seconds(System.nanoTime() - from);
        }
        Arrays.sort(times);
        print("first report, grammar rules loaded with it", first, "s");
        print("report, warm, p50 of " + times.length, at(times, 0.50), "ms");
        print("report, warm, p95 of " + times.length, at(times, 0.95), "ms");
    }

    /** A shorter talk goes on from its start until five minutes are over. */
    private static String fiveMinutes(String text) {
        var talk = (ObjectNode) JSON.readTree(text);
        double length = talk.path("duration_s").asDouble();
        var turns = (ArrayNode) talk.path("turns");
        var once = turns.deepCopy();
        double by = length;
        while (by < FIVE_MINUTES) {
            for (var turn : once) {
                if (turn.path("start").asDouble() + by > FIVE_MINUTES) {
                    break;
                }
                var again = (ObjectNode) turn.deepCopy();
                again.put("i", turns.size());
                later(again, by, "start", "end");
                for (var word : again.path("words")) {
                    later((ObjectNode) word, by, "s", "e");
                }
                turns.add(again);
            }
            by += length;
        }
        talk.put("duration_s", Math.max(length, FIVE_MINUTES));
        return JSON.writeValueAsString(talk);
    }

    private static void later(ObjectNode timed, double by, String... times) {
        for (var time : times) {
            timed.put(time, timed.path(time).asDouble() + by);
        }
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    private static void print(String what, double figure, String unit) {
        System.out.printf(Locale.ROOT, "%-46s %8.1f %s%n", what, figure, unit);
    }

    private static final class Bench {

        private final Path cards;
        private final Scorer scorer = Scorer.load();
        private final FeedbackTexts words = FeedbackTexts.load();
        private final FeedbackWriter writer = new FeedbackWriter(words, CueLists.load(), scorer);
        private final PatientFeelingReader feelings =
                new PatientFeelingReader(PatientEngine.load(), words);

        Bench(Path cards) {
            this.cards = cards;
        }

        void report(String text) throws IOException {
            var transcript = new TranscriptReader().read(text);
            var assessment = scorer.score(transcript, card(transcript));
            ReportWriter.page(assessment.report());
            writer.write(assessment, "nurse");
            AnalysisReader.read(assessment, words);
            feelings.read(assessment);
        }

        private Card card(Transcript transcript) throws IOException {
            try (var in = Files.newInputStream(cards.resolve(transcript.scenarioId() + ".yaml"))) {
                return CardReader.read(in);
            }
        }
    }
}
