package com.oetpraxis.ai.live;

import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.speech.Gender;
import com.oetpraxis.ai.speech.Loading;
import com.oetpraxis.ai.speech.PreferredWords;
import com.oetpraxis.ai.speech.Recogniser;
import com.oetpraxis.ai.speech.Speaker;
import com.oetpraxis.ai.speech.Speakers;
import com.oetpraxis.ai.speech.SpeechProperties;
import com.oetpraxis.ai.speech.WorkerPools;
import com.oetpraxis.ai.speech.Workers;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.springframework.stereotype.Component;

/** Gives a line its ear and its voice, where there are such. */
@Component
class Voices {

    private final Loading<Recogniser> recogniser;
    private final Loading<Speakers> speakers;
    private final WorkerPools pools;
    private final CardWords words;
    private final SpeechProperties properties;

    Voices(
            Loading<Recogniser> recogniser,
            Loading<Speakers> speakers,
            WorkerPools pools,
            CardWords words,
            SpeechProperties properties) {
        this.recogniser = recogniser;
        this.speakers = speakers;
        this.pools = pools;
        this.words = words;
        this.properties = properties;
    }

    /** The recogniser's name, as {@code opened} tells it. */
    Optional<String> recogniserName() {
        return recogniser.get().map(Recogniser::name);
    }

    Optional<Listening> listening(Card card, Listening.Listener listener) {
        PreferredWords preferred = words.of(card);
        return recogniser
                .get()
                .map(ear ->
                        new Listening(
                                ear,
                                pools.of(ear.name(), Integer.MAX_VALUE),
                                preferred,
                                properties.busyAfter(),
                                listener));
    }

    /** The voice of the persona's gender. */
    Optional<Speaking> speaking(Card.Persona persona, Executor line, Speaking.Output output) {
        return Gender.of(persona.gender())
                .flatMap(gender ->
                        speakers.get().flatMap(all -> all.speakerFor(gender, persona.age())))
                .map(voice -> new Speaking(voice, workers(voice), line, output));
    }

    private Workers workers(Speaker voice) {
        return pools.of(voice.pool(), voice.atOnce());
    }
}
