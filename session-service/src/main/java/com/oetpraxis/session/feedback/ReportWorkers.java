package com.oetpraxis.session.feedback;

import com.oetpraxis.session.feedback.FeedbackService.ReportOrdered;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The threads that make reports; woken by an order of this instance, else they look by the clock.
 */
@Component
class ReportWorkers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReportWorkers.class);

    private static final int STOP_MS = 11_000;

    private final ReportMaker maker;
    private final FeedbackProperties properties;
    private final Semaphore orders = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    ReportWorkers(ReportMaker maker, FeedbackProperties properties) {
        this.maker = maker;
        this.properties = properties;
    }

    @TransactionalEventListener
    void on(ReportOrdered ordered) {
        orders.release();
    }

    @Override
    public void start() {
        running = true;
        for (var n = 1; n <= properties.workers(); n++) {
            threads.add(Thread.ofVirtual().name("report-worker-" + n).start(this::run));
        }
    }

    /** Lets each worker finish the attempt it is at. */
    @Override
    public void stop() {
        running = false;
        orders.release(threads.size());
        for (var thread : threads) {
            try {
                thread.join(STOP_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            if (!makeNext()) {
                await();
            }
        }
    }

    private boolean makeNext() {
        try {
            return maker.makeNext();
        } catch (RuntimeException e) {
            log.error("A report was not made; its order is due again after the lease", e);
            return false;
        }
    }

    private void await() {
        try {
            orders.tryAcquire(properties.poll().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
