package com.oetpraxis.shared.job;

import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessResourceFailureException;

@AutoConfiguration(
        afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnClass(DataAccessResourceFailureException.class)
class JobAutoConfiguration {

    @Bean
    @ConditionalOnBean(DataSource.class)
    ClusterLock jobLock(DataSource database) {
        return new ClusterLock(database);
    }
}
