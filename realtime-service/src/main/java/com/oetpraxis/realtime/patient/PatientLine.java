package com.oetpraxis.realtime.patient;

import com.oetpraxis.realtime.recognition.Recogniser;

/**
 * The line to one patient. A lost line is opened again, at another instance where there is one, and
 * what was asked last is asked again; the same question always has the same answer. What was to be
 * recognised is not: {@link PatientListener#opened} is the sign to send it again.
 */
public interface PatientLine extends Recogniser, AutoCloseable {

    /**
     * Asks for the reply to a learner's turn.
     *
     * @param elapsedMs on the session's clock
     */
    void reply(int learnerTurn, String text, boolean interrupted, long elapsedMs);

    /** Has the reply to a turn ready that is probably over; without effect, without an answer. */
    void prepare(int learnerTurn, String text, boolean interrupted, long elapsedMs);

    /**
     * Asks for a line after silence.
     *
     * @param count 1 or 2 in a row
     * @param turn the number the line gets
     */
    void silence(int count, int turn);

    /** Asks the patient to close; {@code turn} is the number the line gets. */
    void timeUp(int turn);

    /** Says how much of a line was heard. */
    void heard(int turn, String heardText);

    /** Gives up what was asked for under this number. */
    void cancel(int turn);

    @Override
    void close();
}
