package com.oetpraxis.realtime.turntaking;

import java.time.Duration;

/**
 * The figures of turn-taking; {@link #STANDARD} holds those of the catalogue (BR-10, BR-11, 8.5)
 * and of the design (Voice and turn-taking).
 *
 * @param hintAfter silence after which the learner sees a hint that is no turn
 * @param firstLineAfter silence after the patient's last word before the patient prompts
 * @param nextLineAfter further silence before the patient prompts a second and last time
 * @param hardStopAfter time beyond the card's duration after which the session is ended
 * @param longestTurn speech after which a learner's turn is cut
 * @param sureInterruption speech that counts as an interruption of the patient
 * @param hintedSilence silence that ends a turn once the client has said that it is over
 * @param replyPatience wait for a reply before the learner is told
 * @param replyAtMost wait for a reply before the turn goes unanswered
 * @param closingGrace time the learner has to go on after the patient has taken leave
 * @param perWord pace at which a reply that is not spoken counts as heard
 * @param utterancesPerMinute most learner utterances in any 60 s
 * @param repliesPerMinute most replies in any 60 s
 * @param waitingTexts most typed utterances that wait while a reply is being made
 */
public record TurnSettings(
        Duration hintAfter,
        Duration firstLineAfter,
        Duration nextLineAfter,
        Duration hardStopAfter,
        Duration longestTurn,
        Duration sureInterruption,
        Duration hintedSilence,
        Duration replyPatience,
        Duration replyAtMost,
        Duration closingGrace,
        Duration perWord,
        int utterancesPerMinute,
        int repliesPerMinute,
        int waitingTexts) {

    /** The figures of the product. */
    public static final TurnSettings STANDARD =
            new TurnSettings(
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    Duration.ofMillis(500),
                    Duration.ofMillis(300),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(10),
                    Duration.ofMillis(400),
                    120,
                    60,
                    8);
}
