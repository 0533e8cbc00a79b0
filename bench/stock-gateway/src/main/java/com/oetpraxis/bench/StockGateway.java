package com.oetpraxis.bench;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** No code of its own: what the starters bring, set up in {@code application.yaml}. */
@SpringBootApplication
public class StockGateway {

    static void main(String[] args) {
        SpringApplication.run(StockGateway.class, args);
    }
}
