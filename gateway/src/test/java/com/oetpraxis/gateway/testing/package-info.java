/** Running gateways and the services behind them, for tests. */
@NullMarked
package com.oetpraxis.gateway.testing;

import org.jspecify.annotations.NullMarked;
