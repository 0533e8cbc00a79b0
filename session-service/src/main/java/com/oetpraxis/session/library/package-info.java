/** The published scenarios as far as they are shown here, kept from content-service's events. */
@NullMarked
package com.oetpraxis.session.library;

import org.jspecify.annotations.NullMarked;
