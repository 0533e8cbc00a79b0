/** The AI service: the patient, card checks and scoring. */
@NullMarked
package com.oetpraxis.ai;

import org.jspecify.annotations.NullMarked;
