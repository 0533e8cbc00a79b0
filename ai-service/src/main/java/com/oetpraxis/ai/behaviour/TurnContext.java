package com.oetpraxis.ai.behaviour;

import com.oetpraxis.ai.pattern.Clause;
import com.oetpraxis.ai.pattern.NormalisedText;
import java.util.List;
import java.util.Set;

/**
 * A learner's turn and what a detector must know around it.
 *
 * @param clauses the turn, split
 * @param patientBefore what the patient said just before; empty at the start
 * @param known words the patient need not have explained: the presenting complaint and all that the
 *     patient has said so far
 * @param names the patient's names and title, as normalised words
 * @param interrupting whether the patient was still speaking when the turn began
 */
public record TurnContext(
        List<Clause> clauses,
        NormalisedText patientBefore,
        NormalisedText known,
        Set<String> names,
        boolean interrupting) {}
