/**
 * The small pattern language in which cards and cue lists say what a clause of speech must hold.
 */
@NullMarked
package com.oetpraxis.ai.pattern;

import org.jspecify.annotations.NullMarked;
