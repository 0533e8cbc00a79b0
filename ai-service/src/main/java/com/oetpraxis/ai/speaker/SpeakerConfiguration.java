package com.oetpraxis.ai.speaker;

import com.oetpraxis.ai.speech.Loading;
import com.oetpraxis.ai.speech.Speakers;
import com.oetpraxis.ai.speech.SpeechProperties;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SpeakerConfiguration {

    @Bean
    Loading<Speakers> speakers(SpeechProperties properties) {
        return new Loading<>(
                "voices", () -> Optional.ofNullable(properties.models()).map(LocalSpeakers::load));
    }
}
