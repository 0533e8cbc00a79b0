package com.oetpraxis.ai;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.cloud.openfeign.EnableFeignClients;

@SpringBootApplication
@EnableFeignClients
@ConfigurationPropertiesScan
class AiServiceApplication {

    static void main(String[] args) {
        SpringApplication.run(AiServiceApplication.class, args);
    }
}
