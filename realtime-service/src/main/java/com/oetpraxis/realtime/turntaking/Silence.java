package com.oetpraxis.realtime.turntaking;

/**
 * The silence after an exchange, while the learner may speak: a hint, then a line of the patient,
 * then another one (BR-11); after the patient has taken leave, the end.
 */
final class Silence {

    private static final int MOST_LINES = 2;

    /** What a silence brings. */
    enum Due {
        NOTHING,
        HINT,
        LINE,
        END
    }

    private final TurnSettings settings;
    private long since;
    private boolean hinted;
    private int lines;
    private boolean takenLeave;

    /**
     * @param lines how many lines in a row the patient has said into it already
     */
    Silence(TurnSettings settings, int lines) {
        this.settings = settings;
        this.lines = lines;
    }

    void begins(long at) {
        since = at;
        hinted = false;
    }

    /** Time has stood still for so long. */
    void shift(long ms) {
        since += ms;
    }

    /** The learner has said something. */
    void isBroken() {
        lines = 0;
        takenLeave = false;
    }

    /** The patient has said a line into it, or was asked for one in vain. */
    void countLine() {
        lines++;
    }

    int lines() {
        return lines;
    }

    void takeLeave() {
        takenLeave = true;
    }

    boolean hasTakenLeave() {
        return takenLeave;
    }

    /** What is due; a hint only once. */
    Due due(long now) {
        if (takenLeave) {
            return now >= endAt() ? Due.END : Due.NOTHING;
        }
        if (lines >= MOST_LINES) {
            return Due.NOTHING;
        }
        if (now >= lineAt()) {
            return Due.LINE;
        }
        if (!hinted && now >= hintAt()) {
            hinted = true;
            return Due.HINT;
        }
        return Due.NOTHING;
    }

    /** When the next thing is due. */
    long wakeAt() {
        if (takenLeave) {
            return endAt();
        }
        if (lines >= MOST_LINES) {
            return TurnTaking.NEVER;
        }
        return hinted ? lineAt() : hintAt();
    }

    private long endAt() {
        return since + settings.closingGrace().toMillis();
    }

    private long lineAt() {
        var after = lines == 0 ? settings.firstLineAfter() : settings.nextLineAfter();
        return since + after.toMillis();
    }

    private long hintAt() {
        return since + settings.hintAfter().toMillis();
    }
}
