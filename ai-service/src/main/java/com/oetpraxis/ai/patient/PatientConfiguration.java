package com.oetpraxis.ai.patient;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PatientConfiguration {

    @Bean
    PatientEngine patientEngine() {
        return PatientEngine.load();
    }
}
