package com.oetpraxis.realtime.recognition;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A part of an utterance that is recognised by itself. Positions are those of the recording. */
final class Stretch {

    private static final long OPEN = -1;

    final int number;
    final long fromMs;

    /** Where the speech in it ends, as far as it has been heard. */
    long speechToMs;

    private long toMs = OPEN;
    private long coveredToMs = OPEN;
    private long askedToMs;
    private final ArrayDeque<Question> asked = new ArrayDeque<>();
    private @Nullable Transcript transcript;

    private record Question(boolean isFinal, long speechToMs) {}

    Stretch(int number, long fromMs, long speechToMs) {
        this.number = number;
        this.fromMs = fromMs;
        this.speechToMs = speechToMs;
        this.askedToMs = fromMs;
    }

    void close(long atMs) {
        toMs = atMs;
    }

    boolean isClosed() {
        return toMs != OPEN;
    }

    long toMs(long otherwise) {
        return isClosed() ? toMs : otherwise;
    }

    void ask(boolean isFinal, long untilMs) {
        asked.addLast(new Question(isFinal, speechToMs));
        askedToMs = untilMs;
    }

    boolean isAsked() {
        return !asked.isEmpty();
    }

    /** Whether an answer that is waited for will hold everything said in it. */
    boolean isAskedForAll() {
        return asked.stream()
                .anyMatch(question -> question.isFinal() && question.speechToMs() >= speechToMs);
    }

    long askedToMs() {
        return askedToMs;
    }

    /** What was asked will not be answered. */
    void forgetQuestions() {
        asked.clear();
    }

    /** Takes an answer in; whether it was asked for. */
    boolean answered(Transcript answer) {
        Question question = asked.pollFirst();
        while (question != null && question.isFinal() != answer.isFinal()) {
            question = asked.pollFirst(); // replaced by a later one
        }
        if (question == null) {
            return false;
        }
        if (question.speechToMs() >= coveredToMs) {
            coveredToMs = question.speechToMs();
            transcript = answer;
        }
        return true;
    }

    /** Whether the transcript holds everything that was said in it. */
    boolean isCovered() {
        return coveredToMs >= speechToMs;
    }

    @Nullable Transcript transcript() {
        return transcript;
    }

    String text() {
        return transcript == null ? "" : transcript.text().strip();
    }
}
