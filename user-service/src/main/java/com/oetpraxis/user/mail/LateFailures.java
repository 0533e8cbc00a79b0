package com.oetpraxis.user.mail;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.interceptor.AsyncUncaughtExceptionHandler;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.stereotype.Component;

/** One line for work after the commit that failed: it waits and is tried again. */
@Component
class LateFailures implements AsyncConfigurer {

    private static final Logger log = LoggerFactory.getLogger(LateFailures.class);

    @Override
    public AsyncUncaughtExceptionHandler getAsyncUncaughtExceptionHandler() {
        return (failure, method, parameters) ->
                log.warn(
                        "{} failed and is tried again: {}",
                        method.getDeclaringClass().getSimpleName(),
                        failure.getClass().getSimpleName());
    }
}
