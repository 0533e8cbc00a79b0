/** What billing asks session-service. */
@NullMarked
package com.oetpraxis.billing.session;

import org.jspecify.annotations.NullMarked;
