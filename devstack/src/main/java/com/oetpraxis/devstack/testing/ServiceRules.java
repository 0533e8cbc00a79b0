package com.oetpraxis.devstack.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.RestController;

/**
 * The walls that all services have alike; each service's {@code ArchitectureTest} takes them in by
 * {@code ArchTests.in} and adds its own.
 */
public final class ServiceRules {

    private static final String SUITE = "com.oetpraxis.";

    /** What a controller offers is its endpoints. */
    @ArchTest
    public static final ArchRule CONTROLLERS_ARE_PACKAGE_PRIVATE =
            classes().that().areAnnotatedWith(RestController.class).should().bePackagePrivate();

    /** A service's rules hold whoever calls; not every service has a class with the annotation. */
    @ArchTest
    public static final ArchRule SERVICES_KNOW_NOTHING_OF_THE_WEB =
            noClasses()
                    .that()
                    .areAnnotatedWith(Service.class)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "jakarta.servlet..",
                            "org.springframework.http..",
                            "org.springframework.web..")
                    .allowEmptyShould(true);

    /** A test can set the clock; it cannot set the machine's. */
    @ArchTest
    public static final ArchRule TIME_COMES_FROM_THE_CLOCK =
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDate.class, "now")
                    .orShould()
                    .callMethod(LocalDateTime.class, "now")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis");

    /**
     * Services know each other by their endpoints and events alone; {@code shared} is no service.
     */
    @ArchTest
    public static final ArchRule NO_OTHER_SERVICES_CODE =
            classes()
                    .that(DescribedPredicate.describe("are ours", ServiceRules::ours))
                    .should(
                            new ArchCondition<JavaClass>("use no other service's code") {
                                @Override
                                public void check(JavaClass origin, ConditionEvents events) {
                                    for (var dependency : origin.getDirectDependenciesFromSelf()) {
                                        if (foreign(dependency)) {
                                            events.add(
                                                    SimpleConditionEvent.violated(
                                                            dependency,
                                                            dependency.getDescription()));
                                        }
                                    }
                                }
                            });

    private ServiceRules() {}

    private static boolean ours(JavaClass type) {
        return type.getPackageName().startsWith(SUITE);
    }

    private static boolean foreign(Dependency dependency) {
        var target = dependency.getTargetClass();
        if (!ours(target)) {
            return false;
        }
        var room = room(target);
        return !room.equals("shared") && !room.equals(room(dependency.getOriginClass()));
    }

    /** The first name behind the suite's. */
    private static String room(JavaClass type) {
        var rest = type.getPackageName().substring(SUITE.length());
        var end = rest.indexOf('.');
        return end < 0 ? rest : rest.substring(0, end);
    }
}
