/** What can be measured in the learner's English: speed, pauses, clarity, accuracy, range. */
@NullMarked
package com.oetpraxis.ai.language;

import org.jspecify.annotations.NullMarked;
