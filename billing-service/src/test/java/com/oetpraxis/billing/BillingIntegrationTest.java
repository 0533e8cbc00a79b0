package com.oetpraxis.billing;

import com.oetpraxis.devstack.testing.WithServices;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;

/** The whole service on real servers, with one context for all tests that need nothing else. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = BillingServiceApplication.class,
        properties = "spring.cloud.openfeign.client.config.session-service.url=http://127.0.0.1:1")
@WithServices
@AutoConfigureMockMvc
public @interface BillingIntegrationTest {}
