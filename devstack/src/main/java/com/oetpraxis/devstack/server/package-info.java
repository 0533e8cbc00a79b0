/**
 * Real PostgreSQL, Kafka and Redis as processes or threads of this machine, without a container
 * engine.
 */
@NullMarked
package com.oetpraxis.devstack.server;

import org.jspecify.annotations.NullMarked;
