package com.oetpraxis.devstack.measure;

/**
 * How a line was answered; times in ms from the end of its sound, NaN where nothing came.
 *
 * @param heard the transcript of the turn
 * @param decided when the turn was taken to be over
 * @param answered when the patient's first sound came
 * @param early whether a turn ended before the line had
 */
record Answer(String said, String heard, double decided, double answered, boolean early) {

    double afterDecision() {
        return answered - decided;
    }
}
