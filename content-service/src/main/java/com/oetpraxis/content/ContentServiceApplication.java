package com.oetpraxis.content;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
class ContentServiceApplication {

    static void main(String[] args) {
        SpringApplication.run(ContentServiceApplication.class, args);
    }
}
