/** Problems, paging, idempotency, request ids and health: how every service answers over HTTP. */
@NullMarked
package com.oetpraxis.shared.web;

import org.jspecify.annotations.NullMarked;
