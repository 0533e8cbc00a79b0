package com.oetpraxis.session.feedback;

import com.oetpraxis.session.Api;
import com.oetpraxis.session.ServiceTest;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;

/** Makes reports of completed sessions one attempt at a time. */
@NullMarked
public abstract class ReportingTest extends ServiceTest {

    @Autowired private ReportMaker maker;
    @Autowired private FeedbackService feedback;

    /** The id of a session that waits for its report. */
    protected String completed() {
        var id = talk();
        var answer = api().post("/v1/sessions/" + id + "/complete");
        if (answer.status() != 200) {
            throw new IllegalStateException("complete answered " + answer.status());
        }
        return id;
    }

    /** The id of a session with its report. */
    protected String reported() {
        var id = completed();
        make();
        return id;
    }

    /** One attempt at the report that is due, however long its delay. */
    protected void make() {
        jdbc.sql(
                        """
                        update feedback_reports set next_attempt_at = next_attempt_at - interval '1 hour'
                        where next_attempt_at is not null
                        """)
                .update();
        feedback.take().ifPresent(maker::make);
    }

    protected Api.Answer report(String id) {
        return api().get("/v1/sessions/" + id + "/feedback");
    }
}
