/** Calls to other services: tokens, request ids and what a failed call means. */
@NullMarked
package com.oetpraxis.shared.client;

import org.jspecify.annotations.NullMarked;
