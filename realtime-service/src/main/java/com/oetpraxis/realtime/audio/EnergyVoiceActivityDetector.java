package com.oetpraxis.realtime.audio;

/**
 * Takes for speech what stands clear of the background: at least 9 dB above a noise floor that
 * sinks at once and rises by 3 dB a second, and never below -50 dBFS. For machines libfvad has no
 * library for.
 */
final class EnergyVoiceActivityDetector implements VoiceActivityDetector {

    private static final double LOWEST_SPEECH_DB = -50;
    private static final double ABOVE_NOISE_DB = 9;
    private static final double RISE_DB_PER_FRAME = 0.03;
    private static final double START_FLOOR_DB = -60;
    private static final double LOWEST_FLOOR_DB = -75;

    private double floorDb = START_FLOOR_DB;

    @Override
    public boolean isSpeech(short[] frame) {
        double level = Levels.rmsDb(frame, 0, frame.length);
        boolean speech = level >= Math.max(LOWEST_SPEECH_DB, floorDb + ABOVE_NOISE_DB);
        floorDb = Math.max(LOWEST_FLOOR_DB, Math.min(level, floorDb + RISE_DB_PER_FRAME));
        return speech;
    }

    @Override
    public void close() {}
}
