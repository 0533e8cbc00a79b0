package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.patient.PatientConnector.Casting;
import com.oetpraxis.realtime.patient.PatientLine;
import com.oetpraxis.realtime.patient.PatientListener;
import com.oetpraxis.realtime.recognition.Transcript;
import com.oetpraxis.realtime.session.SessionClient;
import com.oetpraxis.realtime.turntaking.TurnCommand;
import com.oetpraxis.realtime.turntaking.TurnEvent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The patient's side of a talk: the line to ai-service, what it can do, and the sound of what the
 * patient says.
 */
final class PatientSide {

    private final StreamLoop loop;
    private final @Nullable Microphone microphone;
    private final TurnTrace trace;
    private final Runnable there;
    private final PatientLine line;
    private final PatientVoice voice = new PatientVoice();
    private PatientListener.@Nullable Abilities abilities;
    private PatientListener.@Nullable Abilities told;
    private PatientListener.@Nullable Reply lastReply;

    /**
     * @param there told when the line stands before the talk is on
     */
    PatientSide(
            StreamServices services,
            SessionClient.Connection session,
            StoredTurns turns,
            StreamLoop loop,
            @Nullable Microphone microphone,
            TurnTrace trace,
            Runnable there) {
        this.loop = loop;
        this.microphone = microphone;
        this.trace = trace;
        this.there = there;
        var casting =
                new Casting(
                        session.sessionId(),
                        session.scenarioId(),
                        session.scenarioVersion(),
                        microphone != null);
        this.line = services.patients().open(casting, turns::answered, new Listener());
    }

    /** What the client is told of who hears and speaks; the speaker only if it may be heard. */
    ServerMessage.Abilities tell() {
        PatientListener.Abilities able = abilities;
        told = able;
        return able == null
                ? new ServerMessage.Abilities(null, null)
                : new ServerMessage.Abilities(
                        able.recogniser(), microphone != null ? able.speaker() : null);
    }

    /** Makes use of what this side can do, for the first time or from now on, if it is known. */
    void use() {
        PatientListener.Abilities able = abilities;
        if (able == null) {
            return;
        }
        PatientListener.Speaker speaker = able.speaker();
        boolean heard = microphone != null && able.recogniser() != null;
        boolean voiced = microphone != null && speaker != null && speaker.sampleRate() > 0;
        if (microphone != null) {
            microphone.recognise(heard);
        }
        if (voiced && speaker != null) {
            voice.rate(speaker.sampleRate());
        }
        loop.feed(new TurnEvent.PatientReady(heard, heard || voiced, voiced));
        if (microphone != null) {
            microphone.askAgain();
        }
    }

    void recognise(int utterance, int stretch, boolean isFinal, short[] samples) {
        line.recognise(utterance, stretch, isFinal, samples);
    }

    void reply(TurnCommand.AskReply ask) {
        trace.asked(loop.now());
        line.reply(ask.turn(), ask.text(), ask.interrupted(), ask.elapsedMs());
    }

    void prepare(TurnCommand.PrepareReply ask) {
        line.prepare(ask.turn(), ask.text(), ask.interrupted(), ask.elapsedMs());
    }

    void silence(TurnCommand.AskSilenceLine ask) {
        line.silence(ask.count(), ask.turn());
    }

    void timeUp(TurnCommand.AskClosing ask) {
        line.timeUp(ask.turn());
    }

    void cancel(TurnCommand.CancelReply cancel) {
        line.cancel(cancel.turn());
    }

    /** The last reply as it came, with what it says beside its words. */
    PatientListener.@Nullable Reply lastReply() {
        return lastReply;
    }

    /** Sends a piece of the patient's voice. */
    void speak(TurnCommand.Speak piece) {
        ServerMessage.TtsChunk chunk = voice.chunk(piece);
        if (chunk != null) {
            trace.heard(loop.now());
            loop.send(chunk);
        }
    }

    /** So much of a line was heard: it is over. */
    void heard(int turn, String heardText) {
        voice.forget(turn);
        line.heard(turn, heardText);
    }

    /** Hangs up and erases all sound. */
    void close() {
        voice.clear();
        lastReply = null;
        line.close();
    }

    /** Brings what the patient says into the loop. */
    private final class Listener implements PatientListener {

        @Override
        public void opened(Abilities able) {
            loop.execute(() -> {
                abilities = able;
                if (!loop.isLive()) {
                    there.run();
                    return;
                }
                if (!able.equals(told)) {
                    loop.send(tell());
                }
                use();
            });
        }

        @Override
        public void replied(Reply reply) {
            loop.execute(() -> {
                lastReply = reply;
                trace.replied(loop.now());
                loop.feed(
                        new TurnEvent.PatientReply(
                                reply.turn(),
                                MessageReader.clipped(reply.text()),
                                reply.prompted(),
                                reply.closing()));
            });
        }

        @Override
        public void transcribed(Transcript transcript) {
            loop.execute(() -> {
                if (microphone != null && loop.isLive()) {
                    microphone.transcribed(transcript);
                }
            });
        }

        @Override
        public void recogniserBusy() {
            loop.execute(() -> loop.feed(new TurnEvent.RecogniserBusy()));
        }

        @Override
        public void spoke(int turn, int sentence, String text, short[] sound, boolean last) {
            loop.execute(() -> {
                if (!loop.isLive()) {
                    Arrays.fill(sound, (short) 0);
                    return;
                }
                trace.sentenceReady(loop.now(), sentence);
                long durationMs = voice.keep(turn, sentence, sound);
                loop.feed(new TurnEvent.SentenceReady(turn, sentence, text, durationMs, last));
            });
        }

        @Override
        public void speechFailed(int turn, int sentence) {
            loop.execute(() -> loop.feed(new TurnEvent.SentenceFailed(turn, sentence)));
        }

        @Override
        public void failed(int turn) {
            loop.execute(() -> loop.feed(new TurnEvent.ReplyFailed(turn)));
        }
    }
}
