package com.oetpraxis.session.practice;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Text without NUL, which PostgreSQL cannot store. */
@Pattern(regexp = "[^\\x00]*", flags = Pattern.Flag.DOTALL)
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@interface Storable {

    String message() default "must not contain the character NUL";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
