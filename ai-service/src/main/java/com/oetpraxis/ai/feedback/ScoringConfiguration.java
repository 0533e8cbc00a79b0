package com.oetpraxis.ai.feedback;

import com.oetpraxis.ai.behaviour.CueLists;
import com.oetpraxis.ai.patient.PatientEngine;
import com.oetpraxis.ai.scoring.Scorer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ScoringProperties.class)
class ScoringConfiguration {

    @Bean
    Scorer scorer() {
        return Scorer.load();
    }

    @Bean
    FeedbackTexts feedbackTexts() {
        return FeedbackTexts.load();
    }

    @Bean
    FeedbackWriter feedbackWriter(FeedbackTexts texts, Scorer scorer) {
        return new FeedbackWriter(texts, CueLists.load(), scorer);
    }

    @Bean
    PatientFeelingReader patientFeelingReader(PatientEngine engine, FeedbackTexts texts) {
        return new PatientFeelingReader(engine, texts);
    }
}
