/**
 * From what was measured to marks, categories and an estimate, and the command that prints them.
 */
@NullMarked
package com.oetpraxis.ai.scoring;

import org.jspecify.annotations.NullMarked;
