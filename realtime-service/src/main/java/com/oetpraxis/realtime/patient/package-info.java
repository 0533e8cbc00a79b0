/** The line to the patient, whom ai-service plays: one internal WebSocket per live session. */
@NullMarked
package com.oetpraxis.realtime.patient;

import org.jspecify.annotations.NullMarked;
