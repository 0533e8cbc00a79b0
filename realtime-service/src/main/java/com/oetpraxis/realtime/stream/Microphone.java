package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.audio.AudioFault;
import com.oetpraxis.realtime.audio.AudioFormat;
import com.oetpraxis.realtime.audio.AudioLine;
import com.oetpraxis.realtime.audio.AudioQuality;
import com.oetpraxis.realtime.audio.Heard;
import com.oetpraxis.realtime.endofturn.EndOfTurnDetector;
import com.oetpraxis.realtime.recognition.LearnerSpeech;
import com.oetpraxis.realtime.recognition.Transcript;
import com.oetpraxis.realtime.session.SessionClient;
import com.oetpraxis.realtime.turntaking.TurnEvent;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The learner's microphone: takes frames in as soon as it is declared; once the talk is on, hears
 * speech and pauses in them, has them recognised, and tells the learner how well they can be heard.
 */
final class Microphone {

    private static final long FIRST_QUALITY_MS = 1_000;
    private static final long QUALITY_EVERY_MS = 5_000;
    private static final long NO_INPUT_MS = 10_000;
    private static final long LEAST_UTTERANCE_MS = 100;

    private final AudioLine line;
    private final LearnerSpeech speech;
    private final StreamLoop loop;
    private final StreamMetrics metrics;
    private final AtomicBoolean listenQueued = new AtomicBoolean();
    private volatile boolean deaf;
    private volatile boolean open = true;
    private @Nullable LiveTalk talk;
    private boolean recognising;
    private boolean turnBegun;
    private long qualityAt = FIRST_QUALITY_MS;
    private boolean noInputTold;
    private boolean poorTold;
    private long tooFastToldAt = Long.MIN_VALUE / 2;
    private long lostCounted;
    private long lateCounted;
    private SessionClient.@Nullable Quality judged;

    /**
     * @throws AudioFault if this format is not taken
     */
    Microphone(ClientMessage.Format declared, StreamServices services, StreamLoop loop)
            throws AudioFault {
        var format =
                AudioFormat.of(declared.encoding(), declared.sampleRate(), declared.channels());
        this.line = new AudioLine(format, services.detectors());
        this.loop = loop;
        this.metrics = services.metrics();
        this.speech =
                new LearnerSpeech(
                        line.recording(), this::recognise, new Understanding(services.endOfTurn()));
    }

    AudioFormat format() {
        return line.format();
    }

    /** The talk is on: what comes in is listened to. */
    void join(LiveTalk live) {
        talk = live;
    }

    /** Whether there is somebody who transcribes. */
    void recognise(boolean possible) {
        recognising = possible;
    }

    /** In a pause nothing is heard. */
    void deaf(boolean now) {
        deaf = now;
    }

    /** On any thread: the frame goes to where the detector takes it from. */
    void take(byte[] frame, @Nullable Long sequence) {
        if (deaf || !open) {
            Arrays.fill(frame, (byte) 0);
            return;
        }
        try {
            if (frame.length > line.format().maxFrameBytes() + 2) {
                Arrays.fill(frame, (byte) 0);
                metrics.frameRefused();
                loop.execute(() -> loop.send(tooLong()));
                return;
            }
            metrics.frameTaken(line.offer(frame, sequence, loop.now()));
        } catch (AudioFault fault) {
            Arrays.fill(frame, (byte) 0);
            metrics.frameRefused();
            loop.execute(() -> refuse(fault));
            return;
        }
        if (listenQueued.compareAndSet(false, true)) {
            loop.execute(this::listen);
        }
    }

    void take(ClientMessage.Audio chunk) {
        AudioFormat format = line.format();
        if ((chunk.encoding != null && !chunk.encoding.equals(format.encoding().wire()))
                || (chunk.sampleRate != null && chunk.sampleRate != format.sampleRate())) {
            loop.send(
                    StreamError.of(
                            "AUDIO001", "This is not the format declared in session_start."));
            return;
        }
        take(chunk.data, chunk.sequence);
        listen();
        if (chunk.last) {
            endOfTurn();
        }
    }

    static StreamError undeclared() {
        return StreamError.of(
                "AUDIO001", "Declare audioFormat in session_start before sending audio.");
    }

    static StreamError tooLong() {
        return StreamError.of("AUDIO002", "A frame holds 10 to 200 ms of audio.");
    }

    private void refuse(AudioFault fault) {
        StreamError error = StreamError.of(fault);
        if (!fault.code().equals("AUDIO003")) {
            loop.send(error);
        } else if (loop.now() - tooFastToldAt >= 1_000) {
            tooFastToldAt = loop.now();
            loop.send(StreamError.retryable(error.code(), error.message(), 1));
        }
    }

    /** Hears what has come in. */
    void listen() {
        listenQueued.set(false);
        LiveTalk live = talk;
        if (!open || live == null) {
            return;
        }
        hear(line.listen(loop.now()), live.isPatientSpeaking());
        if (!open) {
            return;
        }
        if (line.totalMs() >= qualityAt) {
            qualityAt = line.totalMs() + QUALITY_EVERY_MS;
            loop.send(message(line.quality()));
        }
        if (!noInputTold && !line.anySpeech() && line.totalMs() >= NO_INPUT_MS) {
            noInputTold = true;
            loop.send(Guidances.noInput());
        }
    }

    private void hear(Iterable<Heard> found, boolean overPatient) {
        for (Heard heard : found) {
            if (recognising) {
                speech.heard(heard);
            }
            switch (heard) {
                case Heard.Speech sound -> loop.feed(new TurnEvent.Speech(sound.startedAgoMs()));
                case Heard.SpeechStopped stopped ->
                        loop.feed(new TurnEvent.SpeechStopped(stopped.silentForMs()));
                case Heard.Undecodable lost -> refuse(lost.fault());
            }
        }
        if (!open) {
            return;
        }
        if (recognising) {
            speech.advance(overPatient);
        } else {
            line.recording().forget(line.recording().untilMs());
        }
        if (speech.isHearing()) {
            loop.feed(new TurnEvent.Listened());
        }
        metrics.framesLost(line.lost() - lostCounted, line.late() - lateCounted);
        lostCounted = line.lost();
        lateCounted = line.late();
    }

    /** Whether a frame waits for a missing one; {@link #listen} lets it go after a while. */
    boolean isWaitingForFrame() {
        return open && line.isWaitingForFrame();
    }

    /** Nothing more comes in this utterance: also what waits for a missing frame is heard. */
    void endOfTurn() {
        LiveTalk live = talk;
        if (open && live != null) {
            hear(line.listenToRest(loop.now()), live.isPatientSpeaking());
        }
        loop.feed(new TurnEvent.EndOfTurn(line.heardMs() >= LEAST_UTTERANCE_MS));
    }

    private void recognise(int utterance, int stretch, boolean isFinal, short[] samples) {
        LiveTalk live = talk;
        if (live != null) {
            live.recognise(utterance, stretch, isFinal, samples);
        }
    }

    void transcribed(Transcript transcript) {
        speech.transcribed(transcript);
    }

    /** A new line to the recogniser stands. */
    void askAgain() {
        if (recognising) {
            speech.askAgain();
        }
    }

    /** The utterance is over: judges its quality and, if wanted, has its words told. */
    void finish(long startedMs, boolean recognise) {
        if (!open) {
            return;
        }
        AudioQuality quality = line.judge();
        judged =
                new SessionClient.Quality(
                        quality.snrDb(), quality.clippedRatio(), quality.levelDb());
        loop.send(message(quality));
        boolean poor = quality.status() == AudioQuality.Status.POOR;
        if (poor && !poorTold) {
            loop.send(Guidances.poorAudio());
        }
        poorTold = poor;
        if (recognise) {
            speech.finish(startedMs);
        } else {
            speech.drop();
        }
    }

    /** How well the last utterance could be heard. */
    SessionClient.@Nullable Quality judged() {
        return judged;
    }

    /** What is being said is nothing. */
    void drop() {
        if (open) {
            speech.drop();
        }
    }

    /** A turn of the learner is being stored. */
    void turnBegins() {
        turnBegun = true;
    }

    /** It is stored: its sound is not needed any more. */
    void turnStored() {
        speech.forgetFinished();
    }

    /** What was recognised has been decided on: unless it became a turn, its sound goes too. */
    void forgetUnlessTurn() {
        if (!turnBegun) {
            speech.forgetFinished();
        }
    }

    /** Erases all sound. */
    void close() {
        open = false;
        deaf = true;
        line.close();
    }

    private static ServerMessage message(AudioQuality quality) {
        return new ServerMessage.Quality(
                quality.status().wire(),
                quality.confidence(),
                quality.snrDb(),
                quality.clippedRatio(),
                quality.levelDb(),
                quality.advice());
    }

    /** Brings what was understood to the state machine. */
    private final class Understanding implements LearnerSpeech.Listener {

        private final EndOfTurnDetector endOfTurn;

        Understanding(EndOfTurnDetector endOfTurn) {
            this.endOfTurn = endOfTurn;
        }

        @Override
        public void interim(String text, boolean current, boolean hesitating) {
            loop.feed(new TurnEvent.InterimText(text, current, hesitating));
        }

        @Override
        public void paused(int pause, short[] turnSoFar) {
            endOfTurn.ask(
                    turnSoFar,
                    over ->
                            loop.execute(() -> {
                                if (speech.isStillPaused(pause)) {
                                    loop.feed(new TurnEvent.PauseSounds(over));
                                }
                            }));
        }

        @Override
        public void recognised(LearnerSpeech.Recognised utterance) {
            turnBegun = false;
            LiveTalk live = talk;
            if (live != null) {
                live.recognised(utterance);
            }
        }
    }
}
