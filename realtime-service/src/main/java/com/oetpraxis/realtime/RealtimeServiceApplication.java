package com.oetpraxis.realtime;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class RealtimeServiceApplication {

    static void main(String[] args) {
        SpringApplication.run(RealtimeServiceApplication.class, args);
    }
}
