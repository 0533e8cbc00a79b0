package com.oetpraxis.ai;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.web.bind.annotation.RestController;

/** What holds the service's parts apart. Every rule must match something, or it fails. */
class ModularityTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackagesOf(AiServiceApplication.class);

    @Test
    void featuresUseEachOthersPublicTypesOnlyAndWithoutCycles() {
        var modules = ApplicationModules.of(AiServiceApplication.class);

        modules.verify();
        assertThat(modules.stream())
                .extracting(module -> module.getIdentifier().toString())
                .contains("pattern", "behaviour", "card", "patient", "live");
    }

    @Test
    void controllersArePackagePrivate() {
        classes()
                .that()
                .areAnnotatedWith(RestController.class)
                .should()
                .bePackagePrivate()
                .check(CLASSES);
    }

    @Test
    void thePatientKnowsNothingOfTheWebOrTheClock() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "com.oetpraxis.ai.pattern",
                        "com.oetpraxis.ai.behaviour",
                        "com.oetpraxis.ai.patient")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.http..",
                        "org.springframework.web..",
                        "jakarta.servlet..",
                        "java.time..",
                        "java.util.random..")
                .check(CLASSES);
    }

    @Test
    void timeComesFromTheClock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void noOtherServicesCodeIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.oetpraxis.user..",
                        "com.oetpraxis.session..",
                        "com.oetpraxis.content..",
                        "com.oetpraxis.billing..",
                        "com.oetpraxis.realtime..")
                .check(CLASSES);
    }
}
