package com.oetpraxis.session;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(
        packagesOf = SessionServiceApplication.class,
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule TIME_COMES_FROM_A_CLOCK =
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDate.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule CONTROLLERS_ARE_PACKAGE_PRIVATE =
            classes().that().areAnnotatedWith(RestController.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule SERVICES_KNOW_NO_WEB_TYPES =
            noClasses()
                    .that()
                    .areAnnotatedWith(Service.class)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "jakarta.servlet..",
                            "org.springframework.http..",
                            "org.springframework.web..");

    @ArchTest
    static final ArchRule NO_OTHER_SERVICES_CODE =
            noClasses()
                    .that()
                    .resideInAPackage("com.oetpraxis.session..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "com.oetpraxis.user..",
                            "com.oetpraxis.content..",
                            "com.oetpraxis.billing..",
                            "com.oetpraxis.realtime..",
                            "com.oetpraxis.ai..",
                            "com.oetpraxis.gateway..",
                            "com.oetpraxis.devstack..");
}
