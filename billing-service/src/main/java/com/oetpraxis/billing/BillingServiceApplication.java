package com.oetpraxis.billing;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
class BillingServiceApplication {

    static void main(String[] args) {
        SpringApplication.run(BillingServiceApplication.class, args);
    }
}
