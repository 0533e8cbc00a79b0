package com.oetpraxis.realtime.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.oetpraxis.realtime.patient.PatientListener.Speaker;
import com.oetpraxis.realtime.session.SessionClient;
import com.oetpraxis.realtime.session.SessionClient.Persona;
import com.oetpraxis.realtime.turntaking.TurnCommand;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the server sends (catalogue 8.4); {@code type} and {@code seq} are added to each. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface ServerMessage
        permits StreamError,
                ServerMessage.SessionReady,
                ServerMessage.Abilities,
                ServerMessage.State,
                ServerMessage.Timer,
                ServerMessage.Transcript,
                ServerMessage.Response,
                ServerMessage.Interrupted,
                ServerMessage.Prompt,
                ServerMessage.Guidance,
                ServerMessage.Quality,
                ServerMessage.TtsChunk,
                ServerMessage.Pong,
                ServerMessage.SessionCompleted {

    /** All types a client may subscribe to. */
    Set<String> TYPES =
            Set.of(
                    "session_ready",
                    "abilities",
                    "state",
                    "timer",
                    "transcript",
                    "response",
                    "interrupted",
                    "prompt",
                    "guidance",
                    "audio_quality",
                    "tts_chunk",
                    "pong",
                    "session_completed",
                    "error",
                    "batch");

    String type();

    /**
     * @param resumedTurn the number of the last turn that is stored, 0 without
     * @param recogniser who transcribes speech, null when text must be sent
     * @param speaker who speaks for the patient, null when its words come as text only
     */
    record SessionReady(
            UUID sessionId,
            @Nullable String title,
            Timer timer,
            int resumedTurn,
            Limits limits,
            @Nullable Persona persona,
            @Nullable String recogniser,
            @Nullable Speaker speaker)
            implements ServerMessage {

        @Override
        public String type() {
            return "session_ready";
        }
    }

    /**
     * @param maxFrameBytes of one binary frame in the declared format
     * @param maxTextLength characters of a typed utterance
     * @param hardStopSeconds after the countdown has reached 0
     */
    record Limits(int maxFrameBytes, int maxTextLength, long hardStopSeconds) {}

    /**
     * Who hears and speaks from now on, where that differs from what {@code session_ready} told:
     * the models have been loaded meanwhile, or another instance has others.
     *
     * @param recogniser who transcribes speech, null when text must be sent
     * @param speaker who speaks for the patient, null when its words come as text only
     */
    record Abilities(@Nullable String recogniser, @Nullable Speaker speaker)
            implements ServerMessage {
        @Override
        public String type() {
            return "abilities";
        }
    }

    record State(String value) implements ServerMessage {
        @Override
        public String type() {
            return "state";
        }
    }

    /**
     * @param level normal, warning or critical
     */
    record Timer(int remainingSeconds, String level) implements ServerMessage {

        static Timer of(TurnCommand.ShowTimer timer) {
            return new Timer(
                    timer.remainingSeconds(), timer.level().name().toLowerCase(Locale.ROOT));
        }

        @Override
        public String type() {
            return "timer";
        }
    }

    /**
     * @param confidence of the recognition, 1 for what was typed
     * @param isFinal the turn is stored
     */
    record Transcript(
            String speaker,
            String text,
            double confidence,
            int turn,
            @com.fasterxml.jackson.annotation.JsonProperty("final") boolean isFinal)
            implements ServerMessage {
        @Override
        public String type() {
            return "transcript";
        }
    }

    /**
     * @param isFinal whether this is the whole; else it is the next piece
     */
    record Response(
            String text,
            int turn,
            String speaker,
            @com.fasterxml.jackson.annotation.JsonProperty("final") boolean isFinal,
            boolean prompted)
            implements ServerMessage {
        @Override
        public String type() {
            return "response";
        }
    }

    record Interrupted(int turn, String spokenText) implements ServerMessage {
        @Override
        public String type() {
            return "interrupted";
        }
    }

    record Prompt(String text) implements ServerMessage {
        @Override
        public String type() {
            return "prompt";
        }
    }

    record Guidance(String issue, String message, List<String> actions) implements ServerMessage {
        @Override
        public String type() {
            return "guidance";
        }
    }

    /**
     * @param status good, poor or silent
     * @param clipping share of samples at full scale
     */
    record Quality(
            String status,
            double confidence,
            @Nullable Double snrDb,
            double clipping,
            double levelDb,
            @Nullable String advice)
            implements ServerMessage {
        @Override
        public String type() {
            return "audio_quality";
        }
    }

    /**
     * A piece of the patient's voice, never stored.
     *
     * @param turn the patient's
     * @param sequence of the pieces of this turn, from 0; what {@code played} names
     * @param sentence of the turn's text, from 0
     * @param data Base64 of the sound
     * @param isFinal whether it is the last of the turn
     */
    record TtsChunk(
            int turn,
            int sequence,
            int sentence,
            String data,
            SoundFormat format,
            @com.fasterxml.jackson.annotation.JsonProperty("final") boolean isFinal)
            implements ServerMessage {
        @Override
        public String type() {
            return "tts_chunk";
        }

        /** Without the sound, which is for the learner's ears only. */
        @Override
        public String toString() {
            return "TtsChunk " + sequence + " of turn " + turn;
        }
    }

    /** How sound is encoded: {@code pcm_s16le}, its rate in Hz, 1 channel. */
    record SoundFormat(String encoding, int sampleRate, int channels) {}

    /**
     * @param timestamp the server's
     * @param echo the ping's own timestamp as it came
     */
    record Pong(Instant timestamp, @Nullable Object echo) implements ServerMessage {
        @Override
        public String type() {
            return "pong";
        }
    }

    /**
     * @param duration active seconds
     */
    record SessionCompleted(
            UUID sessionId,
            long duration,
            @Nullable UUID feedbackReportId,
            @Nullable String feedbackStatus)
            implements ServerMessage {

        static SessionCompleted of(SessionClient.Completion completion) {
            return new SessionCompleted(
                    completion.sessionId(),
                    completion.duration(),
                    completion.feedbackReportId(),
                    completion.feedbackStatus());
        }

        @Override
        public String type() {
            return "session_completed";
        }
    }
}
