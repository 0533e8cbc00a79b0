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
    FeedbackWriter feedbackWriter() {
        return new FeedbackWriter(FeedbackTexts.load(), CueLists.load());
    }

    @Bean
    PatientFeelingReader patientFeelingReader(PatientEngine engine) {
        return new PatientFeelingReader(engine, FeedbackTexts.load());
    }
}
