/** Sentence vectors: how near two sentences are in meaning. */
@NullMarked
package com.oetpraxis.ai.meaning;

import org.jspecify.annotations.NullMarked;
