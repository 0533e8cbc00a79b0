package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.turntaking.TurnEvent;

/** A stream's own loop, as its parts see it; all but {@link #execute} are called within it. */
interface StreamLoop {

    /** Runs a task in the loop; from any thread. */
    void execute(Runnable task);

    void send(ServerMessage message);

    /** Tells the state machine what has happened; what it decides has been done on return. */
    void feed(TurnEvent event);

    /** Whether the talk is on: from {@code session_ready} to the end of the connection. */
    boolean isLive();

    /** Milliseconds of the application's clock. */
    long now();
}
