package com.oetpraxis.ai.meaning;

import com.oetpraxis.ai.speech.Loading;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MeaningConfiguration {

    @Bean
    Loading<SentenceVectors> sentenceVectors() {
        return new Loading<>("sentence model", () -> Optional.of(MiniLm.load()));
    }
}
