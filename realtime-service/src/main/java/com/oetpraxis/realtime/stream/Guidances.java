package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.stream.ServerMessage.Guidance;
import com.oetpraxis.realtime.stream.ServerMessage.Prompt;
import com.oetpraxis.realtime.turntaking.TurnCommand;
import java.util.List;

/** The words the learner reads when something needs saying (catalogue ch. 24). */
final class Guidances {

    private Guidances() {}

    static Prompt hint() {
        return new Prompt("Take your time. The patient is waiting for you to speak.");
    }

    static Guidance of(TurnCommand.Issue issue) {
        return switch (issue) {
            case TIMEOUT ->
                    new Guidance(
                            "timeout",
                            "The patient is taking longer than usual. Nothing is lost; please wait.",
                            List.of("wait", "continue"));
            case CONFIRM_END ->
                    new Guidance(
                            "confirm_end",
                            "Do you want to end this role-play? Your report is made when you do.",
                            List.of("confirm", "continue"));
        };
    }

    static Guidance noInput() {
        return new Guidance(
                "no_input",
                "We cannot hear you yet. Check your microphone, or type what you would say.",
                List.of("check_microphone", "type"));
    }

    static Guidance poorAudio() {
        return new Guidance(
                "poor_audio",
                "Your voice is hard to make out. A quieter place or a headset helps; you can also type.",
                List.of("continue", "check_microphone", "type"));
    }

    static StreamError error(TurnCommand.Refuse refuse) {
        int after = refuse.retryAfterSeconds();
        return switch (refuse.refusal()) {
            case PAUSED ->
                    StreamError.of(
                            StreamError.CONFLICT, "The session is paused; send resume.", "PAUSED");
            case ENDING -> StreamError.of(StreamError.CONFLICT, "The session is ending.", "ENDING");
            case TOO_MANY_UTTERANCES ->
                    StreamError.retryable(
                            "RATE_LIMIT_EXCEEDED",
                            "Too many utterances; the last one was not taken.",
                            after);
            case TOO_MANY_REPLIES ->
                    StreamError.retryable(
                            "RATE_LIMIT_EXCEEDED",
                            "Too many replies in a minute; the patient will answer again shortly.",
                            after);
            case NO_RECOGNISER ->
                    StreamError.of(
                            "AUDIO004", "No speech recogniser is configured; send text messages.");
            case NOT_UNDERSTOOD ->
                    StreamError.retryable(
                            "MODEL_UNAVAILABLE",
                            "Your words could not be transcribed; say it again, or type it.",
                            after);
            case NO_REPLY ->
                    StreamError.retryable(
                            "MODEL_UNAVAILABLE",
                            "The patient did not answer; say it again.",
                            after);
        };
    }
}
