/** The servers as the services find them. */
@NullMarked
package com.oetpraxis.devstack.server;

import org.jspecify.annotations.NullMarked;
