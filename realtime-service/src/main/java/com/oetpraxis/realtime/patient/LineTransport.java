package com.oetpraxis.realtime.patient;

import java.time.Duration;

/** Carries the frames of lines to ai-service, and knows when time has passed. */
interface LineTransport {

    /** Begins to connect to the next instance; returns at once. */
    Connection connect(Receiver receiver);

    /** Runs an action after a while, on a thread of its own. */
    void later(Runnable action, Duration delay);

    /** One connection; frames are sent in the order given. */
    interface Connection {

        void send(String text);

        /** Sends a binary frame and erases the array. */
        void send(byte[] frame);

        void close();

        /** Ends the connection without a word. */
        void abort();
    }

    /** Who hears of one connection, on any thread, one call after the other. */
    interface Receiver {

        void connected(Connection connection);

        void text(String message);

        /** A whole binary frame; the callee's from now on. */
        void binary(byte[] frame);

        void lost(Throwable failure);
    }
}
