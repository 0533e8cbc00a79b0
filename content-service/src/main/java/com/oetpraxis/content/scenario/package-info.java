/** Scenarios as learners, staff and other services see them. */
@NullMarked
package com.oetpraxis.content.scenario;

import org.jspecify.annotations.NullMarked;
