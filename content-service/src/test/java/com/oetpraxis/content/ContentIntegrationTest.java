package com.oetpraxis.content;

import com.oetpraxis.devstack.testing.WithServices;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;

/** The whole service on real servers, with one context for all tests. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = ContentServiceApplication.class)
@WithServices
@AutoConfigureMockMvc
public @interface ContentIntegrationTest {}
