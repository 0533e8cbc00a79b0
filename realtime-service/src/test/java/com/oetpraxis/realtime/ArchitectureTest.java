package com.oetpraxis.realtime;

import com.oetpraxis.devstack.testing.ServiceRules;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;

/** What Modulith cannot see. A rule that matches nothing fails. */
@AnalyzeClasses(
        packagesOf = RealtimeServiceApplication.class,
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest static final ArchTests ALL_SERVICES = ArchTests.in(ServiceRules.class);
}
