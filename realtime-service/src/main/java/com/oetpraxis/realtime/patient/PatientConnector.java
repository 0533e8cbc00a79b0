package com.oetpraxis.realtime.patient;

import com.oetpraxis.realtime.session.StoredTurn;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Opens lines to whoever plays the patients. */
public interface PatientConnector {

    /**
     * Opens a line; returns at once and tells the listener when it stands.
     *
     * @param turns what has been said and answered so far, asked again whenever the line must be
     *     opened anew
     */
    PatientLine open(Casting casting, Supplier<List<StoredTurn>> turns, PatientListener listener);

    /**
     * Which patient is played to whom.
     *
     * @param voice whether the patient's lines are wanted as sound too
     */
    record Casting(UUID sessionId, UUID scenarioId, int scenarioVersion, boolean voice) {}
}
