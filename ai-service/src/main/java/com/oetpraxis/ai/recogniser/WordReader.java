package com.oetpraxis.ai.recogniser;

import com.oetpraxis.ai.speech.RecognisedWord;
import com.oetpraxis.ai.speech.Recogniser;
import com.oetpraxis.ai.speech.Recognition;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes words of pieces. A word's confidence is the geometric mean of its pieces' probabilities.
 * Moonshine gives no times: they are estimated by sharing out, by letters, the part of the stretch
 * in which there is sound.
 */
final class WordReader {

    private static final int FRAME = Recogniser.SAMPLE_RATE / 100;

    /** A frame counts as sound from a tenth (20 dB below) of the loudest frame on. */
    private static final double SOUND = 0.1;

    private final Vocabulary vocabulary;

    WordReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    Recognition read(List<Piece> pieces, float[] samples) {
        var words = new ArrayList<Word>();
        var current = new ArrayList<Piece>();
        for (var piece : pieces) {
            if (vocabulary.isControl(piece.id())) {
                continue;
            }
            if (vocabulary.beginsWord(piece.id())) {
                add(current, words);
            }
            current.add(piece);
        }
        add(current, words);
        var text = vocabulary.text(pieces.stream().map(Piece::id).toList());
        if (words.isEmpty()) {
            return new Recognition(text, null, List.of());
        }
        var confidence = words.stream().mapToDouble(Word::confidence).average().orElseThrow();
        return new Recognition(text, confidence, timed(words, samples));
    }

    private void add(List<Piece> pieces, List<Word> words) {
        var text = bare(vocabulary.text(pieces.stream().map(Piece::id).toList()));
        if (!text.isEmpty()) {
            double sum = 0;
            int count = 0;
            for (var piece : pieces) {
                if (!bare(vocabulary.letters(piece.id())).isEmpty()) {
                    sum += piece.logProbability();
                    count++;
                }
            }
            words.add(new Word(text, Math.exp(sum / Math.max(1, count))));
        }
        pieces.clear();
    }

    /** Without the punctuation around it. */
    private static String bare(String word) {
        return word.replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}%]+$", "");
    }

    private static List<RecognisedWord> timed(List<Word> words, float[] samples) {
        int frames = Math.max(1, samples.length / FRAME);
        var energy = new double[frames];
        double loudest = 0;
        for (int i = 0; i < frames; i++) {
            for (int j = i * FRAME; j < Math.min(samples.length, (i + 1) * FRAME); j++) {
                energy[i] += samples[j] * samples[j];
            }
            energy[i] = Math.sqrt(energy[i] / FRAME);
            loudest = Math.max(loudest, energy[i]);
        }
        var sounding = new ArrayList<Integer>();
        for (int i = 0; i < frames; i++) {
            if (energy[i] >= loudest * SOUND) {
                sounding.add(i);
            }
        }
        double letters = words.stream().mapToInt(Word::weight).sum();
        var timed = new ArrayList<RecognisedWord>();
        double before = 0;
        for (var word : words) {
            double after = before + word.weight() / letters;
            timed.add(
                    new RecognisedWord(
                            word.text(),
                            seconds(sounding, before, false),
                            seconds(sounding, after, true),
                            word.confidence()));
            before = after;
        }
        return timed;
    }

    /** Where a share of all sounding frames has passed. */
    private static double seconds(List<Integer> sounding, double share, boolean end) {
        int index = (int) Math.round(share * sounding.size()) - (end ? 1 : 0);
        int frame = sounding.get(Math.clamp(index, 0, sounding.size() - 1)) + (end ? 1 : 0);
        return frame * FRAME / (double) Recogniser.SAMPLE_RATE;
    }

    private record Word(String text, double confidence) {

        int weight() {
            return text.length() + 1;
        }
    }
}
