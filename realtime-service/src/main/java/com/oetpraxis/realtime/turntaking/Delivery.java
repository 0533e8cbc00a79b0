package com.oetpraxis.realtime.turntaking;

import com.oetpraxis.realtime.turntaking.TurnCommand.Deliver;
import com.oetpraxis.realtime.turntaking.TurnCommand.Speak;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the patient on its way to the learner: which words and which sound go out when, and
 * what of it has been heard at any moment.
 *
 * <p>A line that is not spoken passes at reading pace. A spoken one passes sentence by sentence, as
 * they are made; its sound is sent in pieces of {@value #CHUNK_MS} ms, at most {@value #AHEAD_MS}
 * ms ahead of its time, its words with the sound they belong to.
 */
final class Delivery {

    static final long CHUNK_MS = 100;
    static final long AHEAD_MS = 300;

    /** How long the voice is waited for, at the beginning or between two sentences. */
    static final long VOICE_PATIENCE_MS = 2_500;

    private static final long LONGEST_LAG_MS = 1_000;
    private static final long NEVER = Long.MAX_VALUE;

    private final int turn;
    private final String text;
    private final boolean prompted;
    private final boolean leaves;
    private final long perWordMs;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Chunk> chunks = new ArrayList<>();
    private boolean complete;
    private boolean anyVoice;
    private int taken;
    private boolean running;
    private int resumeAt;
    private long resumeMs;
    private long waitingSince;
    private boolean reported;
    private int playedChunk = -1;
    private long playedMs;
    private long lagMs;

    /** A part of the line that passes in one go. */
    private static final class Segment {
        final int sentence;
        final String text;
        final long durationMs;
        final boolean voiced;
        final List<String> pieces;
        long startAt = NEVER;
        int piecesSent;
        long sentMs;

        Segment(int sentence, String text, long durationMs, boolean voiced) {
            this.sentence = sentence;
            this.text = text;
            this.durationMs = durationMs;
            this.voiced = voiced;
            this.pieces = Line.phrases(text);
        }

        long endAt() {
            return startAt == NEVER ? NEVER : startAt + durationMs;
        }

        long pieceAt(int piece) {
            long words = (long) piece * Line.wordsAPhrase();
            return startAt + words * durationMs / Math.max(1, Line.wordCount(text));
        }
    }

    private record Chunk(int segment, long fromMs) {}

    /**
     * @param voiced whether sentences of sound are to come
     */
    Delivery(
            int turn,
            String text,
            boolean prompted,
            boolean leaves,
            long perWordMs,
            boolean voiced) {
        this.turn = turn;
        this.text = text;
        this.prompted = prompted;
        this.leaves = leaves;
        this.perWordMs = perWordMs;
        if (!voiced) {
            restUnvoiced();
        }
    }

    int turn() {
        return turn;
    }

    String text() {
        return text;
    }

    boolean prompted() {
        return prompted;
    }

    /** Whether the patient takes leave with this line. */
    boolean leaves() {
        return leaves;
    }

    boolean isVoiced() {
        return anyVoice;
    }

    /** The next sentence has its sound. */
    void sentence(int sentence, String spoken, long durationMs, boolean last, long now) {
        add(sentence, spoken, Math.max(1, durationMs), true, last, now);
    }

    /** The next sentence has none and passes at reading pace. */
    void sentenceFailed(int sentence, long now) {
        List<String> rest = Line.sentences(text.substring(taken));
        if (!complete && !rest.isEmpty()) {
            String next = rest.getFirst().strip();
            add(sentence, next, Line.wordCount(next) * perWordMs, false, rest.size() == 1, now);
        }
    }

    private void add(
            int sentence, String spoken, long durationMs, boolean voiced, boolean last, long now) {
        if (complete || segments.stream().anyMatch(known -> known.sentence == sentence)) {
            return;
        }
        int end = endOf(spoken, last);
        var segment = new Segment(sentence, text.substring(taken, end), durationMs, voiced);
        taken = end;
        anyVoice |= voiced;
        segments.add(segment);
        complete = last || taken == text.length();
        if (running) {
            schedule(segments.size() - 1, now);
        }
    }

    /** Where in the line a sentence ends, spaces behind it included. */
    private int endOf(String spoken, boolean last) {
        if (last) {
            return text.length();
        }
        int at = text.indexOf(spoken.strip(), taken);
        int end = at < 0 ? taken : at + spoken.strip().length();
        if (at < 0) { // said otherwise than written: as many sentences as were said
            List<String> rest = Line.sentences(text.substring(taken));
            end = rest.isEmpty() ? text.length() : taken + rest.getFirst().length();
        }
        while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private void restUnvoiced() {
        String rest = text.substring(taken);
        if (!rest.isEmpty()) {
            segments.add(
                    new Segment(segments.size(), rest, Line.wordCount(rest) * perWordMs, false));
        }
        taken = text.length();
        complete = true;
    }

    private void schedule(int index, long now) {
        Segment segment = segments.get(index);
        long before = index == 0 ? now : segments.get(index - 1).endAt();
        segment.startAt = Math.max(before, now);
    }

    /** The line begins, or goes on where it was stopped. */
    void run(long now) {
        running = true;
        waitingSince = now;
        for (int i = resumeAt; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            segment.startAt =
                    i == resumeAt ? now - resumeMs : Math.max(now, segments.get(i - 1).endAt());
        }
    }

    /**
     * The line stops, perhaps for the time being only: what was sent and not heard is sent again
     * when it goes on.
     *
     * @return what was heard so far
     */
    String stop(long now) {
        String heard = heard(now);
        resumeAt = indexAt(now);
        resumeMs = offsetAt(now, resumeAt) / CHUNK_MS * CHUNK_MS;
        running = false;
        for (int i = resumeAt; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            segment.sentMs = i == resumeAt ? resumeMs : 0;
            segment.startAt = NEVER;
        }
        return heard;
    }

    /** Sends what is due by now. */
    void advance(long now, List<TurnCommand> out) {
        if (!running) {
            return;
        }
        if (!complete && now >= voiceOverdueAt()) {
            restUnvoiced();
            schedule(segments.size() - 1, now);
        }
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            while (segment.piecesSent < segment.pieces.size()
                    && now >= segment.pieceAt(segment.piecesSent)) {
                out.add(new Deliver(turn, segment.pieces.get(segment.piecesSent), false, prompted));
                segment.piecesSent++;
            }
            while (segment.voiced
                    && segment.sentMs < segment.durationMs
                    && now >= segment.startAt + segment.sentMs - AHEAD_MS) {
                long to = Math.min(segment.durationMs, segment.sentMs + CHUNK_MS);
                boolean last = complete && i == segments.size() - 1 && to == segment.durationMs;
                out.add(new Speak(turn, segment.sentence, segment.sentMs, to, chunks.size(), last));
                chunks.add(new Chunk(i, segment.sentMs));
                segment.sentMs = to;
            }
        }
    }

    /** When {@link #advance} has something to do next. */
    long wakeAt() {
        long at = complete ? endsAt() : voiceOverdueAt();
        for (Segment segment : segments) {
            if (segment.piecesSent < segment.pieces.size()) {
                at = Math.min(at, segment.pieceAt(segment.piecesSent));
            }
            if (segment.voiced && segment.sentMs < segment.durationMs) {
                at = Math.min(at, segment.startAt + segment.sentMs - AHEAD_MS);
            }
        }
        return at;
    }

    boolean isOver(long now) {
        return complete && now >= endsAt();
    }

    private long endsAt() {
        long end = segments.isEmpty() ? waitingSince : segments.getLast().endAt();
        return end == NEVER ? NEVER : end + lagMs;
    }

    private long voiceOverdueAt() {
        long since = segments.isEmpty() ? waitingSince : segments.getLast().endAt();
        return since == NEVER ? NEVER : Math.max(since, waitingSince) + VOICE_PATIENCE_MS;
    }

    /** Time has stood still for so long. */
    void shift(long ms) {
        waitingSince += ms;
        for (Segment segment : segments) {
            if (segment.startAt != NEVER) {
                segment.startAt += ms;
            }
        }
    }

    /** The client has played so much of a piece of sound. */
    void played(int sequence, long offsetMs, long now) {
        if (sequence < 0
                || sequence >= chunks.size()
                || sequence < playedChunk
                || (sequence == playedChunk && offsetMs < playedMs)) {
            return;
        }
        reported = true;
        playedChunk = sequence;
        playedMs = Math.min(CHUNK_MS, offsetMs);
        Chunk chunk = chunks.get(sequence);
        Segment segment = segments.get(chunk.segment());
        if (running && segment.startAt != NEVER) {
            long due = now - segment.startAt - chunk.fromMs() - playedMs;
            lagMs = Math.clamp(due, 0, LONGEST_LAG_MS);
        }
    }

    /** What of the line has been heard by now. */
    String heard(long now) {
        int index = indexAt(now);
        var heard = new StringBuilder();
        for (int i = 0; i < index; i++) {
            heard.append(segments.get(i).text);
        }
        if (index < segments.size()) {
            Segment segment = segments.get(index);
            heard.append(wordsWithin(segment, offsetAt(now, index)));
        }
        return heard.toString().stripTrailing();
    }

    private static String wordsWithin(Segment segment, long offsetMs) {
        if (!segment.voiced) {
            long perWord =
                    Math.max(1, segment.durationMs / Math.max(1, Line.wordCount(segment.text)));
            return Line.firstWords(segment.text, (int) (offsetMs / perWord));
        }
        // a word counts once its last letter has had its share of the sentence's time
        int letters = segment.text.stripTrailing().length();
        long share = offsetMs * letters / segment.durationMs;
        int words = Line.wordCount(segment.text);
        while (words > 0 && Line.firstWords(segment.text, words).length() > share) {
            words--;
        }
        return Line.firstWords(segment.text, words);
    }

    /** Which segment is being heard; their number when all have been. */
    private int indexAt(long now) {
        Chunk played = playing();
        if (played != null) {
            Segment segment = segments.get(played.segment());
            boolean over = played.fromMs() + playedMs >= segment.durationMs;
            return over ? played.segment() + 1 : played.segment();
        }
        int index = 0;
        while (index < segments.size() && now >= segments.get(index).endAt()) {
            index++;
        }
        return index;
    }

    private long offsetAt(long now, int index) {
        if (index >= segments.size()) {
            return 0;
        }
        Segment segment = segments.get(index);
        Chunk played = playing();
        if (played != null) {
            return played.segment() == index ? played.fromMs() + playedMs : 0;
        }
        return segment.startAt == NEVER
                ? 0
                : Math.clamp(now - segment.startAt, 0, segment.durationMs);
    }

    private @Nullable Chunk playing() {
        return reported ? chunks.get(playedChunk) : null;
    }
}
