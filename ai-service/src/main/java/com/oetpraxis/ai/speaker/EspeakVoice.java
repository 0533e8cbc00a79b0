package com.oetpraxis.ai.speaker;

import com.oetpraxis.ai.speech.Cancellation;
import com.oetpraxis.ai.speech.Gender;
import com.oetpraxis.ai.speech.Speaker;

/**
 * A voice of espeak-ng.
 *
 * @param variant its name there
 * @param pitch 0 to 99
 * @param wordsAMinute at tempo 1
 */
record EspeakVoice(EspeakEngine engine, String variant, Gender gender, int pitch, int wordsAMinute)
        implements Speaker {

    private static final int CHILD = 13;
    private static final int OLD = 60;

    /** The voice for somebody of an age in years; the variants that are best understood. */
    static EspeakVoice of(EspeakEngine engine, Gender gender, int age) {
        boolean female = gender == Gender.FEMALE;
        if (age < CHILD) {
            return new EspeakVoice(engine, female ? "f5" : "f1", gender, 75, 150);
        }
        if (age >= OLD) {
            return new EspeakVoice(engine, female ? "f2" : "m1", gender, 42, 145);
        }
        return new EspeakVoice(engine, female ? "f3" : "m3", gender, 50, 150);
    }

    @Override
    public String name() {
        return "espeak-ng-" + variant;
    }

    @Override
    public String pool() {
        return "espeak-ng";
    }

    @Override
    public int atOnce() {
        return engine.atOnce();
    }

    @Override
    public int sampleRate() {
        return engine.sampleRate();
    }

    @Override
    public short[] speak(String sentence, double tempo, Cancellation cancellation) {
        int speed = (int) Math.round(wordsAMinute * tempo);
        return engine.speak(
                SpokenForm.of(sentence), "en-us+" + variant, speed, pitch, cancellation);
    }
}
