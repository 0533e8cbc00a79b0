/** The scripted patient: plays a card by rules, the same way for every learner. */
@NullMarked
package com.oetpraxis.ai.patient;

import org.jspecify.annotations.NullMarked;
