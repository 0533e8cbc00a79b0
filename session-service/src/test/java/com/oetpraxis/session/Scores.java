package com.oetpraxis.session;

import org.jspecify.annotations.NullMarked;

/** Answers of the scorer. */
@NullMarked
public final class Scores {

    private Scores() {}

    /** Of {@link Talks}: one quote of the learner's, one that nobody said. */
    public static String typical() {
        return with("78");
    }

    /** With this claim of the overall score; 71 is right. */
    public static String with(String overall) {
        return """
        {"criteria":{"intelligibility":null,"fluency":4.50,"appropriateness":4.00,"resources":4.25,
                     "relationship":2.10,"perspective":1.90,"structure":2.00,"gathering":2.20,
                     "giving":1.80},
         "categories":{"pronunciation":null,"grammar":80,"vocabulary":70,
                       "clinicalCommunication":75,"empathy":65,"patientEducation":66},
         "overall":%s,
         "estimate":{"value":340,"low":310,"high":370,"raw":338.7123,"grade":"C+"},
         "notices":[{"code":"typed","message":"Typed turns have no sound to judge."}],
         "evidence":[
            {"criterion":"relationship","measure":"greeting","effect":"credit","turn":1,"start":0,
             "end":12,"quote":"Good morning"},
            {"criterion":"perspective","measure":"cue","effect":"deduction","turn":2,"start":0,
             "end":5,"quote":"It hurts"},
            {"criterion":"giving","measure":"x","effect":"credit","turn":2,"start":0,"end":5,
             "quote":"It hurts"}],
         "model":{"version":"rules-1","hash":"abc"},
         "feedback":{"summary":"A warm start.",
            "strengths":[
               {"category":"empathy","observation":"You greeted the patient.",
                "examples":[{"turn":1,"start":0,"end":12,"quote":"good  MORNING"}]},
               {"category":"clinicalCommunication","observation":"You asked openly.",
                "examples":[{"turn":1,"start":0,"end":5,"quote":"Nobody ever said this"}]},
               {"category":"grammar","observation":"Your sentences were sound.","examples":[]}],
            "improvements":[
               {"category":"empathy","observation":"You passed over the pain.",
                "suggestion":"Name it.","example":"That sounds painful.","turn":3,"start":0,
                "end":4,"quote":"Tell me"},
               {"category":"vocabulary","observation":"Plainer words help.",
                "suggestion":"Say dressing.","example":"I will change the dressing.","turn":2,
                "start":0,"end":8,"quote":"It hurts"},
               {"category":"patientEducation","observation":"Check understanding.",
                "suggestion":"Ask back.","example":"Can you tell me in your own words?"}]},
         "analysis":{"totalWords":120,"learnerWords":90,"speakingTimePercentage":70,"exchanges":3,
                     "medicalRelevance":0.8,"keyPhrasesUsed":[],"missedOpportunities":[],
                     "taskCoverage":[
                        {"task":"Find out about the pain.","status":"covered","missed":[],
                         "evidence":[]},
                        {"task":"Explain rest.","status":"partly","missed":["how long to rest"],
                         "evidence":[]}],
                     "audioQuality":null},
         "patientFeeling":{"feeling":"Heard, but still unsure.",
            "why":[{"text":"You let the patient complain.","turn":4,"start":30,"end":41,
                    "quote":"tired of it"},
                   {"text":"No plan.","turn":2,"start":0,"end":5,"quote":"never said"}]}}
        """
                .formatted(overall);
    }
}
