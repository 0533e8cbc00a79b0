package com.oetpraxis.session.analytics;

import com.oetpraxis.shared.id.Ids;
import com.oetpraxis.shared.job.ClusterLock;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The table {@code analytics_aggregates} (TB-08, JB-09): practice by day and profession, which
 * stays when sessions are archived. Counted again for the last days, since reports and re-scores
 * come late; doing it twice changes nothing. It holds small groups too and is not shown as it is.
 */
@Component
class DailyAggregates {

    static final String PRACTICE = "daily_practice";

    private static final Logger log = LoggerFactory.getLogger(DailyAggregates.class);

    private static final int DAYS = 3;

    private final JdbcClient jdbc;
    private final ClusterLock lock;
    private final Ids ids;
    private final Clock clock;

    DailyAggregates(JdbcClient jdbc, ClusterLock lock, Ids ids, Clock clock) {
        this.jdbc = jdbc;
        this.lock = lock;
        this.ids = ids;
        this.clock = clock;
    }

    @Scheduled(cron = "${praxis.analytics.daily:0 20 0 * * *}", zone = "UTC")
    void countLastDays() {
        lock.run(
                PRACTICE,
                () -> {
                    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
                    for (var ago = DAYS; ago >= 1; ago--) {
                        count(today.minusDays(ago));
                    }
                    log.info("Counted the practice of the last {} days", DAYS);
                });
    }

    /** Counts one day, UTC. */
    void count(LocalDate day) {
        var from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        var to = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        jdbc.sql(
                        """
                        select profession,
                               jsonb_build_object(
                                   'sessions', count(*), 'learners', count(distinct s.user_id),
                                   'seconds', coalesce(sum(s.duration_seconds), 0),
                                   'scored', count(r.score_raw),
                                   'scoreSum', coalesce(sum(r.score_raw), 0))::text as data
                        from sessions s
                        left join feedback_reports r on r.session_id = s.id and r.current
                        where s.status = 'completed' and s.ended_at >= ? and s.ended_at < ?
                        group by profession
                        """)
                .params(Timestamp.from(from), Timestamp.from(to))
                .query((row, n) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .forEach(row -> store(ids.next(), from, row.getKey(), row.getValue()));
    }

    private void store(UUID id, Instant bucket, String dimension, String data) {
        jdbc.sql(
                        """
                        insert into analytics_aggregates
                            (id, metric_type, time_bucket, dimension, data, created_at, updated_at)
                        values (:id, :metric, :bucket, :dimension, :data::jsonb, :now, :now)
                        on conflict (metric_type, time_bucket, dimension)
                            do update set data = excluded.data, updated_at = excluded.updated_at
                        """)
                .param("id", id)
                .param("metric", PRACTICE)
                .param("bucket", Timestamp.from(bucket))
                .param("dimension", dimension)
                .param("data", data)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
