package com.oetpraxis.realtime.audio;

import java.util.ArrayList;
import java.util.List;

/**
 * Smooths the detector's decisions over 10 frames (catalogue 9.1): speech begins when 7 of them are
 * speech, is sure after 250 ms, and stops when at most 2 are.
 */
final class SpeechSegmenter {

    private static final int WINDOW = 10;
    private static final int FRAME_MS = 10;
    private static final int BEGINS_AT = 7;
    private static final int STOPS_AT = 2;
    private static final long SURE_AFTER_MS = 250;
    private static final long REPEAT_MS = 100;

    private final boolean[] window = new boolean[WINDOW];
    private int next;
    private int speechFrames;
    private boolean speaking;
    private boolean sure;
    private long speakingMs;
    private long toldAtMs;

    /** Takes the decision on the next 10 ms frame in. */
    List<Heard> take(boolean speech) {
        speechFrames += (speech ? 1 : 0) - (window[next] ? 1 : 0);
        window[next] = speech;
        next = (next + 1) % WINDOW;

        List<Heard> heard = new ArrayList<>(1);
        if (speaking) {
            speakingMs += FRAME_MS;
            if (speechFrames <= STOPS_AT) {
                if (sure) {
                    heard.add(new Heard.SpeechStopped(trailingSilenceMs()));
                }
                speaking = false;
                sure = false;
            } else if (speech
                    && speakingMs >= SURE_AFTER_MS
                    && (!sure || speakingMs - toldAtMs >= REPEAT_MS)) {
                sure = true;
                toldAtMs = speakingMs;
                heard.add(new Heard.Speech(speakingMs));
            }
        } else if (speechFrames >= BEGINS_AT) {
            speaking = true;
            speakingMs = leadingSpeechMs();
        }
        return heard;
    }

    /** The share of the last 100 ms that was speech: the detector's confidence. */
    double confidence() {
        return (double) speechFrames / WINDOW;
    }

    private long trailingSilenceMs() {
        int frames = 0;
        while (frames < WINDOW && !window[Math.floorMod(next - 1 - frames, WINDOW)]) {
            frames++;
        }
        return (long) frames * FRAME_MS;
    }

    private long leadingSpeechMs() {
        int oldest = 0;
        while (!window[(next + oldest) % WINDOW]) {
            oldest++;
        }
        return (long) (WINDOW - oldest) * FRAME_MS;
    }
}
