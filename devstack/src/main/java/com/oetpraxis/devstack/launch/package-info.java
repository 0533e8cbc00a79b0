/** Starts the whole suite on one machine and stops it again. */
@NullMarked
package com.oetpraxis.devstack.launch;

import org.jspecify.annotations.NullMarked;
