package com.oetpraxis.user.account;

import com.oetpraxis.user.legal.LegalService;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** The version of the terms that is in force; null stands for it. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = TermsInForce.Check.class)
@interface TermsInForce {

    String message() default "is not in force";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Asks for the version in force and names it. */
    class Check implements ConstraintValidator<TermsInForce, String> {

        private final LegalService legal;

        Check(LegalService legal) {
            this.legal = legal;
        }

        @Override
        public boolean isValid(@Nullable String version, ConstraintValidatorContext context) {
            if (version == null || version.equals(legal.termsVersion())) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(
                            "is not in force; the version in force is " + legal.termsVersion())
                    .addConstraintViolation();
            return false;
        }
    }
}
