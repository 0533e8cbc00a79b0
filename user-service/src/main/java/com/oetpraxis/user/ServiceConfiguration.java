package com.oetpraxis.user;

import com.oetpraxis.shared.security.CallingService;
import com.oetpraxis.shared.security.CurrentUser;
import com.oetpraxis.shared.web.IdempotentCall;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.jdbc.core.dialect.JdbcPostgresDialect;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

/** What concerns the whole service: its topic, its SQL dialect, its API document. */
@Configuration(proxyBeanMethods = false)
class ServiceConfiguration {

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(
                        CurrentUser.class, CallingService.class, IdempotentCall.class);
    }

    @Bean
    JdbcDialect jdbcDialect() {
        return JdbcPostgresDialect.INSTANCE;
    }

    @Bean
    KafkaAdmin.NewTopics topics(TopicProperties properties) {
        return new KafkaAdmin.NewTopics(
                topic("praxis.user", properties.partitions()), topic("praxis.user.dlt", 1));
    }

    private static NewTopic topic(String name, int partitions) {
        return TopicBuilder.name(name).partitions(partitions).build();
    }

    @Bean
    OpenAPI apiDocument() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("user-service")
                                .version("1")
                                .description(
                                        "Accounts, sign-in, tokens and keys, consents. Errors are"
                                                + " application/problem+json with the member error."))
                .servers(List.of(new Server().url("/")));
    }
}
