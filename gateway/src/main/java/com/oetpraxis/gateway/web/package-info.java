/** What every request and answer goes through: ids, the access log, headers, sizes, errors. */
@NullMarked
package com.oetpraxis.gateway.web;

import org.jspecify.annotations.NullMarked;
