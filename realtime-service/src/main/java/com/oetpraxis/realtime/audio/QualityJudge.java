package com.oetpraxis.realtime.audio;

import com.oetpraxis.realtime.audio.AudioQuality.Status;

/**
 * Measures level, noise and clipping on 25 ms frames with 10 ms steps. Keeps counts of levels,
 * never the sound: what it has heard is a histogram in steps of 1 dB.
 */
final class QualityJudge {

    private static final int FRAME = 400;
    private static final int STEP = VoiceActivityDetector.FRAME;
    private static final int CLIPPED = (int) (0.99 * 32768);
    private static final int LEVELS = 97;
    private static final double SPEECH_SHARE = 0.05;
    private static final double GOOD_QUALITY = 0.7;
    private static final double TOO_QUIET_DB = -35;
    private static final double CLIPPING_WARNING = 0.001;
    private static final double LOW_SNR_DB = 15;
    private static final double ABSENT_NOISE_DB = -70;

    private final short[] frame = new short[FRAME];
    private int[] speechLevels = new int[LEVELS];
    private int[] otherLevels = new int[LEVELS];
    private int steps;
    private int speechSteps;
    private long samples;
    private long clipped;

    /** Takes the next 10 ms in, with the decision whether they are speech. */
    void take(short[] step, boolean speech) {
        System.arraycopy(frame, STEP, frame, 0, FRAME - STEP);
        System.arraycopy(step, 0, frame, FRAME - STEP, STEP);
        for (short sample : step) {
            if (Math.abs((int) sample) >= CLIPPED) {
                clipped++;
            }
        }
        samples += STEP;
        steps++;
        int level = (int) Math.round(-Levels.rmsDb(frame, 0, FRAME));
        int bin = Math.clamp(level, 0, LEVELS - 1);
        if (speech) {
            speechSteps++;
            speechLevels[bin]++;
        } else {
            otherLevels[bin]++;
        }
    }

    /** How many milliseconds have been taken in since the last {@link #reset()}. */
    long heardMs() {
        return steps * 10L;
    }

    /** The judgement on everything since the last {@link #reset()}. */
    AudioQuality judge() {
        double clippedRatio = samples == 0 ? 0 : (double) clipped / samples;
        double speechShare = steps == 0 ? 0 : (double) speechSteps / steps;
        if (speechShare < SPEECH_SHARE) {
            return new AudioQuality(
                    Status.SILENT,
                    round(1 - speechShare),
                    null,
                    round(clippedRatio),
                    percentile(otherLevels, 0.98),
                    "We cannot hear you. Check that the right microphone is chosen and not muted.");
        }
        double noise =
                speechSteps == steps
                        ? ABSENT_NOISE_DB
                        : Math.max(ABSENT_NOISE_DB, meanDb(otherLevels));
        double snr = meanDb(speechLevels) - noise;
        double level = percentile(speechLevels, 0.98);
        double quality =
                Math.clamp((snr - 5) / 20, 0.0, 1.0) * (1 - Math.min(1, 50 * clippedRatio));
        String advice = null;
        if (clippedRatio > CLIPPING_WARNING) {
            advice = "The sound is distorted. Move away from the microphone or lower its level.";
        } else if (level < TOO_QUIET_DB) {
            advice = "You are very quiet. Move closer to the microphone or raise its level.";
        } else if (snr < LOW_SNR_DB) {
            advice = "There is much noise behind your voice. Use a headset or a quieter room.";
        }
        boolean good = quality >= GOOD_QUALITY && level >= TOO_QUIET_DB;
        return new AudioQuality(
                good ? Status.GOOD : Status.POOR,
                round(quality),
                round(snr),
                Math.round(clippedRatio * 10_000) / 10_000.0,
                level,
                good ? null : advice);
    }

    /** Begins a new stretch. */
    void reset() {
        speechLevels = new int[LEVELS];
        otherLevels = new int[LEVELS];
        steps = 0;
        speechSteps = 0;
        samples = 0;
        clipped = 0;
    }

    /** Forgets the last 25 ms of sound too. */
    void clear() {
        reset();
        java.util.Arrays.fill(frame, (short) 0);
    }

    private static double meanDb(int[] levels) {
        double power = 0;
        int count = 0;
        for (int i = 0; i < LEVELS; i++) {
            power += levels[i] * Levels.power(-i);
            count += levels[i];
        }
        return count == 0 ? Levels.SILENCE_DB : Levels.powerDb(power / count);
    }

    private static double percentile(int[] levels, double share) {
        int count = 0;
        for (int level : levels) {
            count += level;
        }
        int above = (int) Math.floor(count * (1 - share));
        for (int i = 0; i < LEVELS; i++) {
            above -= levels[i];
            if (above < 0) {
                return -i;
            }
        }
        return Levels.SILENCE_DB;
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
