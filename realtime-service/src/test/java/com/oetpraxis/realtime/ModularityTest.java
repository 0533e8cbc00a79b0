package com.oetpraxis.realtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** What holds the service's parts apart. Every rule must match something, or it fails. */
class ModularityTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackagesOf(RealtimeServiceApplication.class);

    @Test
    void featuresUseEachOthersPublicTypesOnlyAndWithoutCycles() {
        var modules = ApplicationModules.of(RealtimeServiceApplication.class);

        modules.verify();
        assertThat(modules.stream())
                .extracting(module -> module.getIdentifier().toString())
                .containsExactlyInAnyOrder(
                        "turntaking",
                        "audio",
                        "stream",
                        "ticket",
                        "session",
                        "patient",
                        "models",
                        "endofturn",
                        "recognition");
    }

    @Test
    void turnTakingIsPure() {
        noClasses()
                .that()
                .resideInAPackage("com.oetpraxis.realtime.turntaking")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "jakarta..",
                        "java.io..",
                        "java.net..",
                        "java.nio..",
                        "java.util.concurrent..",
                        "java.util.random..",
                        "tools.jackson..",
                        "com.oetpraxis.realtime.stream..",
                        "com.oetpraxis.realtime.session..",
                        "com.oetpraxis.realtime.patient..",
                        "com.oetpraxis.realtime.audio..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Instant.class, Thread.class, System.class)
                .check(CLASSES);
    }

    @Test
    void audioIsNeverWrittenAnywhere() {
        noClasses()
                .that()
                .resideInAPackage("com.oetpraxis.realtime.audio")
                .and()
                .haveSimpleNameNotContaining("VoiceActivityDetector")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.net..",
                        "org.slf4j..",
                        "org.springframework..",
                        "tools.jackson..")
                .check(CLASSES);
    }
}
