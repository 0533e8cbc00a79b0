package com.oetpraxis.session.feedback;

import com.oetpraxis.session.feedback.FeedbackService.ReportOrdered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    /** One attempt of the scorer and a little. */
    private static final Duration STOP = Duration.ofSeconds(11);

    private final ReportMaker maker;
    private final FeedbackProperties properties;
    private final Semaphore orders = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private final Set<Thread> making = ConcurrentHashMap.newKeySet();
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

    /** Lets the workers finish the attempts they are at; an idle one is not waited for. */
    @Override
    public void stop() {
        running = false;
        for (var thread : threads) {
            if (!making.contains(thread)) {
                thread.interrupt();
            }
        }
        var deadline = System.nanoTime() + STOP.toNanos();
        for (var thread : threads) {
            try {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
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
            var order = maker.take();
            order.ifPresent(this::make);
            return order.isPresent();
        } catch (Throwable e) { // the edge of the thread: an Error must not end it either
            if (running) {
                log.error("A report was not made", e);
            }
            return false;
        }
    }

    private void make(ReportOrder order) {
        making.add(Thread.currentThread());
        try {
            maker.make(order);
        } finally {
            making.remove(Thread.currentThread());
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
