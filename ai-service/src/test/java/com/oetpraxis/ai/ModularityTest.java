package com.oetpraxis.ai;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

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
}
