/** Measurements of a running suite, for the benchmark. */
@NullMarked
package com.oetpraxis.devstack.measure;

import org.jspecify.annotations.NullMarked;
