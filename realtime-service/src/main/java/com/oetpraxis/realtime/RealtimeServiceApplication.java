package com.oetpraxis.realtime;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.openfeign.EnableFeignClients;

@SpringBootApplication
@EnableFeignClients
class RealtimeServiceApplication {

    static void main(String[] args) {
        SpringApplication.run(RealtimeServiceApplication.class, args);
    }
}
