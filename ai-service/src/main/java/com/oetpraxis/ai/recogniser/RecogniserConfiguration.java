package com.oetpraxis.ai.recogniser;

import com.oetpraxis.ai.speech.Loading;
import com.oetpraxis.ai.speech.Recogniser;
import com.oetpraxis.ai.speech.SpeechProperties;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RecogniserConfiguration {

    @Bean
    Loading<Recogniser> recogniser(SpeechProperties properties) {
        return new Loading<>(
                "recogniser",
                () -> Optional.ofNullable(properties.models()).flatMap(LocalRecogniser::load));
    }
}
