package com.oetpraxis.user.profile;

import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.context.annotation.Configuration;

/** Their addresses and timeouts are in application.yaml; a failed call is a part left out. */
@Configuration(proxyBeanMethods = false)
@EnableFeignClients(clients = {BillingClient.class, SessionClient.class})
class Clients {}
