package com.oetpraxis.realtime.turntaking;

import com.oetpraxis.realtime.audio.AudioFault;
import com.oetpraxis.realtime.audio.AudioFormat;
import com.oetpraxis.realtime.audio.AudioLine;
import com.oetpraxis.realtime.audio.Heard;
import com.oetpraxis.realtime.audio.Sounds;
import com.oetpraxis.realtime.audio.VoiceActivityDetectors;
import com.oetpraxis.realtime.endofturn.EndOfTurnModel;
import com.oetpraxis.realtime.recognition.LearnerSpeech;
import com.oetpraxis.realtime.recognition.Transcript;
import com.oetpraxis.realtime.turntaking.Opening.Detection;
import com.oetpraxis.realtime.turntaking.TurnCommand.AskReply;
import com.oetpraxis.realtime.turntaking.TurnCommand.DropUtterance;
import com.oetpraxis.realtime.turntaking.TurnCommand.FinishUtterance;
import com.oetpraxis.realtime.turntaking.TurnCommand.StoreTurn;
import com.oetpraxis.realtime.turntaking.TurnEvent.Recognised;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * One learner who says line after line, heard by the real detectors and judged by the real state
 * machine; the recogniser is a stand-in that knows the words and needs 80 ms. Whatever was asked
 * about a piece of speech ends with a full stop, as a recogniser would have it, unless it is the
 * end of a question.
 */
final class SpokenLines {

    private static final int RATE = 16_000;
    private static final int FRAME_MS = 20;
    private static final long RECOGNISER_MS = 80;
    private static final long MODEL_MS = 80;
    private static final long SILENCE_BEFORE_MS = 1_000;
    private static final long SILENCE_AFTER_MS = 3_200;

    /** A line: pieces of speech with the pause behind each, the last one's being 0. */
    record Line(String text, List<String> pieces, List<Integer> pauses) {

        static Line of(String marked) {
            var pieces = new ArrayList<String>();
            var pauses = new ArrayList<Integer>();
            for (String part : marked.split("\\[", -1)) {
                int end = part.indexOf(']');
                if (end > 0) {
                    pauses.add(Integer.parseInt(part.substring(0, end)));
                }
                pieces.add(part.substring(end + 1).strip());
            }
            pauses.add(0);
            return new Line(marked.replaceAll("\\[\\d+\\] ", ""), pieces, pauses);
        }

        boolean hasPause() {
            return pieces.size() > 1;
        }
    }

    /** A line voiced: where each piece is. */
    static final class Voiced {
        private final Line line;
        private final short[] sound;
        private final List<Long> startsMs;
        private final List<Long> endsMs;

        Voiced(Line line, short[] sound, List<Long> startsMs, List<Long> endsMs) {
            this.line = line;
            this.sound = sound;
            this.startsMs = startsMs;
            this.endsMs = endsMs;
        }

        long endMs() {
            return endsMs.getLast();
        }
    }

    /**
     * What became of a line.
     *
     * @param waitMs from its true end to the end of the turn; negative when it was cut off
     */
    record Result(Line line, long waitMs) {
        boolean isCutOff() {
            return waitMs < 0;
        }
    }

    private record Due(long at, long order, Runnable action) {}

    private final VoiceActivityDetectors detectors;
    private final @Nullable EndOfTurnModel model;
    private final Map<Integer, Double> judged;
    private final EndOfTurn.Listens listens;
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(
                    java.util.Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private final ArrayDeque<TurnEvent> events = new ArrayDeque<>();
    private final List<Long> ends = new ArrayList<>();
    private final TurnTaking turnTaking;
    private @Nullable LearnerSpeech speech;
    private long now;
    private long orders;
    private boolean feeding;

    /**
     * @param judged the model's answers known so far, by the sound's hash
     */
    SpokenLines(
            VoiceActivityDetectors detectors,
            @Nullable EndOfTurnModel model,
            Map<Integer, Double> judged,
            EndOfTurn.Listens listens) {
        this.detectors = detectors;
        this.model = model;
        this.judged = judged;
        this.listens = listens;
        this.turnTaking =
                new TurnTaking(
                        TurnSettings.STANDARD,
                        new Opening(
                                Duration.ofHours(9),
                                Duration.ZERO,
                                false,
                                1,
                                0,
                                0,
                                null,
                                null,
                                Detection.AUTO),
                        listens);
    }

    static Voiced voiced(Line line, java.util.function.Function<String, short[]> voice) {
        var starts = new ArrayList<Long>();
        var ends = new ArrayList<Long>();
        var parts = new ArrayList<short[]>();
        long at = SILENCE_BEFORE_MS;
        parts.add(new short[(int) SILENCE_BEFORE_MS * RATE / 1_000]);
        for (int i = 0; i < line.pieces().size(); i++) {
            short[] piece = voice.apply(line.pieces().get(i));
            starts.add(at);
            parts.add(piece);
            at += piece.length * 1_000L / RATE;
            ends.add(at);
            int pause = line.pauses().get(i);
            parts.add(new short[pause * RATE / 1_000]);
            at += pause;
        }
        parts.add(new short[(int) SILENCE_AFTER_MS * RATE / 1_000]);
        short[] all = Sounds.join(parts.toArray(short[][]::new));
        return new Voiced(
                line,
                Sounds.mix(all, Sounds.noise(0.0008, all.length * 1_000 / RATE + 1, RATE, 3)),
                starts,
                ends);
    }

    /** Says all the lines, one after the other, as one learner in one session. */
    List<Result> say(List<Voiced> lines) throws AudioFault {
        var results = new ArrayList<Result>();
        feed(new TurnEvent.Started());
        feed(new TurnEvent.PatientReady(true, false, false));
        try (var line = new AudioLine(AudioFormat.of("pcm_s16le", RATE, 1), detectors)) {
            var current = new Voiced[1];
            long[] from = new long[1];
            var known = new HashMap<String, Long>();
            var listener = new Understanding();
            LearnerSpeech learner =
                    new LearnerSpeech(
                            line.recording(),
                            (utterance, stretch, isFinal, samples) -> {
                                long until = line.recording().untilMs() - from[0];
                                long length = samples.length * 1_000L / RATE;
                                Arrays.fill(samples, (short) 0);
                                String key = utterance + "/" + stretch;
                                long start = known.computeIfAbsent(key, _ -> until - length);
                                String text = words(current[0], start, until);
                                later(
                                        RECOGNISER_MS,
                                        () ->
                                                listener.answer(
                                                        new Transcript(
                                                                utterance, stretch, isFinal, text,
                                                                0.9, List.of(), 0.0, 80.0)));
                            },
                            listener);
            speech = learner;
            for (Voiced voiced : lines) {
                current[0] = voiced;
                from[0] = line.recording().untilMs();
                known.clear();
                ends.clear();
                long begun = now;
                for (byte[] frame : Sounds.frames(voiced.sound, FRAME_MS, RATE)) {
                    advance(now + FRAME_MS);
                    line.offer(frame, now);
                    hear(line, learner);
                }
                long trueEnd = begun + voiced.endMs();
                long first = ends.isEmpty() ? trueEnd + SILENCE_AFTER_MS : ends.getFirst();
                results.add(new Result(voiced.line, first - trueEnd));
            }
        }
        return results;
    }

    private void hear(AudioLine line, LearnerSpeech learner) {
        for (Heard heard : line.listen(now)) {
            learner.heard(heard);
            switch (heard) {
                case Heard.Speech sound -> feed(new TurnEvent.Speech(sound.startedAgoMs()));
                case Heard.SpeechStopped stopped ->
                        feed(new TurnEvent.SpeechStopped(stopped.silentForMs()));
                case Heard.Undecodable lost -> throw new IllegalStateException(lost.fault());
            }
        }
        learner.advance(false);
        feed(new TurnEvent.Listened());
    }

    /** The words that had been said between two moments of a line. */
    private static String words(Voiced voiced, long from, long until) {
        var said = new StringBuilder();
        for (int i = 0; i < voiced.line.pieces().size(); i++) {
            long start = voiced.startsMs.get(i);
            long end = voiced.endsMs.get(i);
            if (end <= from || start >= until) {
                continue;
            }
            String[] words = voiced.line.pieces().get(i).split(" ", -1);
            boolean whole = until >= end - 60;
            int count =
                    whole ? words.length : (int) (words.length * (until - start) / (end - start));
            said.append(said.isEmpty() ? "" : " ")
                    .append(String.join(" ", List.of(words).subList(0, count)));
        }
        String text = said.toString().strip();
        if (text.isEmpty() || text.endsWith("?")) {
            return text;
        }
        return text.replaceAll("[.,]$", "") + ".";
    }

    private void later(long ms, Runnable action) {
        due.add(new Due(now + ms, orders++, action));
    }

    private void advance(long until) {
        while (true) {
            long wake = Math.max(now, turnTaking.wakeAt());
            Due next = due.peek();
            if (next != null && next.at() <= until && next.at() <= wake) {
                due.remove();
                now = Math.max(now, next.at());
                next.action().run();
            } else if (wake <= until) {
                now = wake;
                feed(new TurnEvent.Tick());
            } else {
                now = until;
                return;
            }
        }
    }

    private void feed(TurnEvent event) {
        events.addLast(event);
        if (feeding) {
            return;
        }
        feeding = true;
        while (!events.isEmpty()) {
            for (TurnCommand command : turnTaking.accept(now, events.removeFirst())) {
                perform(command);
            }
        }
        feeding = false;
    }

    private void perform(TurnCommand command) {
        LearnerSpeech learner = speech;
        switch (command) {
            case FinishUtterance finished -> {
                ends.add(now);
                if (learner != null) {
                    learner.finish(finished.startedMs());
                }
            }
            case DropUtterance _ -> {
                if (learner != null) {
                    learner.drop();
                }
            }
            case StoreTurn store -> {
                if (learner != null && store.speaker() == TurnCommand.Speaker.LEARNER) {
                    learner.forgetFinished();
                }
                events.addLast(new TurnEvent.TurnStored(store.turn()));
            }
            case AskReply ask ->
                    events.addLast(
                            new TurnEvent.PatientReply(ask.turn() + 1, "I see.", false, false));
            default -> {}
        }
    }

    private final class Understanding implements LearnerSpeech.Listener {

        void answer(Transcript transcript) {
            if (speech != null) {
                speech.transcribed(transcript);
            }
        }

        @Override
        public void interim(String text, boolean current, boolean hesitating) {
            feed(new TurnEvent.InterimText(text, current, hesitating));
        }

        @Override
        public void paused(int pause, short[] turnSoFar) {
            EndOfTurnModel asked = model;
            if (asked == null || !listens.sound()) {
                return;
            }
            double over =
                    judged.computeIfAbsent(
                            Arrays.hashCode(turnSoFar), _ -> asked.probability(turnSoFar));
            later(
                    MODEL_MS,
                    () -> {
                        if (speech != null && speech.isStillPaused(pause)) {
                            feed(new TurnEvent.PauseSounds(over));
                        }
                    });
        }

        @Override
        public void recognised(LearnerSpeech.Recognised utterance) {
            feed(new Recognised(utterance.text(), utterance.confidence(), utterance.words()));
        }
    }

    /** One row of the report. */
    static String row(String name, List<Result> results) {
        var waits =
                results.stream()
                        .filter(result -> !result.isCutOff())
                        .map(Result::waitMs)
                        .sorted()
                        .toList();
        long cut = results.stream().filter(Result::isCutOff).count();
        long needless = waits.stream().filter(wait -> wait > 800).count();
        return String.format(
                Locale.ROOT,
                "%-34s %4d lines, cut off %4.1f%%, needless waits %4.1f%%, wait p50 %4d p95 %4d ms",
                name,
                results.size(),
                100.0 * cut / results.size(),
                100.0 * needless / results.size(),
                waits.get(waits.size() / 2),
                waits.get((int) (waits.size() * 0.95)));
    }
}
