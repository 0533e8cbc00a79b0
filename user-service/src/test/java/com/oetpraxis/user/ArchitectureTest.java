package com.oetpraxis.user;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.oetpraxis.devstack.testing.ServiceRules;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.data.repository.Repository;

/** What Modulith cannot see. A rule that matches nothing fails. */
@AnalyzeClasses(
        packagesOf = UserServiceApplication.class,
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest static final ArchTests ALL_SERVICES = ArchTests.in(ServiceRules.class);

    @ArchTest
    static final ArchRule REPOSITORIES_ARE_PACKAGE_PRIVATE =
            classes().that().areAssignableTo(Repository.class).should().bePackagePrivate();
}
