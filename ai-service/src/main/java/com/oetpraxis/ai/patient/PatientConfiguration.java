package com.oetpraxis.ai.patient;

import com.oetpraxis.ai.meaning.SentenceVectors;
import com.oetpraxis.ai.speech.Loading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PatientConfiguration {

    @Bean
    PatientEngine patientEngine(Loading<SentenceVectors> vectors) {
        return PatientEngine.load(vectors::now);
    }
}
