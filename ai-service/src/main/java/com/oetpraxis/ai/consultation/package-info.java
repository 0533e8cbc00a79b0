/** What the learner does in a talk, and how it meets what the patient says. */
@NullMarked
package com.oetpraxis.ai.consultation;

import org.jspecify.annotations.NullMarked;
