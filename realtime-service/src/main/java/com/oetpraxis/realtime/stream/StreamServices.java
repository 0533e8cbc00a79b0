package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.audio.VoiceActivityDetectors;
import com.oetpraxis.realtime.endofturn.EndOfTurnDetector;
import com.oetpraxis.realtime.patient.PatientConnector;
import com.oetpraxis.realtime.session.SessionClient;
import java.time.Clock;
import java.util.concurrent.Executor;
import tools.jackson.databind.json.JsonMapper;

/** What every stream of this instance shares. */
record StreamServices(
        Admission admission,
        SessionClient sessions,
        PatientConnector patients,
        VoiceActivityDetectors detectors,
        EndOfTurnDetector endOfTurn,
        Presence presence,
        StreamMetrics metrics,
        JsonMapper json,
        Clock clock,
        StreamProperties properties,
        Executor threads) {}
