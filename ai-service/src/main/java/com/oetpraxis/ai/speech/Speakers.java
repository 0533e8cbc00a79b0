package com.oetpraxis.ai.speech;

import java.util.Optional;

/** The voices there are. */
public interface Speakers {

    /**
     * The voice for somebody; never one of another gender.
     *
     * @param age years
     */
    Optional<Speaker> speakerFor(Gender gender, int age);
}
