/** What a report says in words: strengths, improvements and what was missed, all with quotes. */
@NullMarked
package com.oetpraxis.ai.feedback;

import org.jspecify.annotations.NullMarked;
