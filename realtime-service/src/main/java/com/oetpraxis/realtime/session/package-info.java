/** What this service asks of session-service, which holds the sessions and their turns. */
@NullMarked
package com.oetpraxis.realtime.session;

import org.jspecify.annotations.NullMarked;
