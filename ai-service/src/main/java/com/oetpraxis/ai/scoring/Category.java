package com.oetpraxis.ai.scoring;

/** The six categories of the product, in the order of a report. */
public enum Category {
    PRONUNCIATION("pronunciation", "pronunciation and fluency"),
    GRAMMAR("grammar", "language accuracy"),
    VOCABULARY("vocabulary", "vocabulary"),
    CLINICAL_COMMUNICATION("clinicalCommunication", "clinical communication"),
    EMPATHY("empathy", "empathy"),
    PATIENT_EDUCATION("patientEducation", "patient education");

    private final String code;
    private final String title;

    Category(String code, String title) {
        this.code = code;
        this.title = title;
    }

    /** The name in reports. */
    public String code() {
        return code;
    }

    /** The name in prose. */
    public String title() {
        return title;
    }
}
