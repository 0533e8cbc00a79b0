/** The API documents of all services, in one place. */
@NullMarked
package com.oetpraxis.gateway.docs;

import org.jspecify.annotations.NullMarked;
