package org.polyptych.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms, and who may use whom: the table in docs/architecture.md. */
class ArchitectureTest {
    private static final String US = "org.polyptych..";
    private static final String CORE = "org.polyptych.core..";
    private static final String PHYSICS = "org.polyptych.physics..";
    private static final String ENGINES = "org.polyptych.engines..";
    private static final String ELECTRON = "org.polyptych.electron..";
    private static final String NEURAL = "org.polyptych.neural..";
    private static final String IO = "org.polyptych.io..";
    private static final String APP = "org.polyptych.app..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("tests.jar"))
            .importPackages("org.polyptych");

    @Test
    void every_room_is_seen() {
        for (String room : new String[] {"core", "physics", "engines", "electron", "neural", "io", "app"}) {
            assertThat(CLASSES.stream().map(c -> c.getPackageName()).distinct())
                    .as(room)
                    .anyMatch(name -> name.startsWith("org.polyptych." + room));
        }
    }

    @Test
    void core_knows_nothing_of_ours() {
        mayUse(CORE);
    }

    @Test
    void physics_knows_only_core() {
        mayUse(PHYSICS, CORE);
    }

    @Test
    void engines_know_only_physics_and_core() {
        mayUse(ENGINES, PHYSICS, CORE);
    }

    @Test
    void electron_knows_engines_and_what_they_know() {
        mayUse(ELECTRON, ENGINES, PHYSICS, CORE);
    }

    @Test
    void neural_knows_engines_and_what_they_know() {
        mayUse(NEURAL, ENGINES, PHYSICS, CORE);
    }

    @Test
    void io_knows_only_physics_and_core() {
        mayUse(IO, PHYSICS, CORE);
    }

    @Test
    void everything_lives_in_a_room() {
        classes()
                .should()
                .resideInAnyPackage(CORE, PHYSICS, ENGINES, ELECTRON, NEURAL, IO, APP)
                .check(CLASSES);
    }

    @Test
    void names_say_what_a_class_is() {
        noClasses().should().haveNameMatching(".*(Utils?|Manager|Helper)").check(CLASSES);
    }

    @Test
    void only_the_program_writes_to_the_standard_streams() {
        noClasses()
                .that()
                .resideOutsideOfPackage(APP)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    private static void mayUse(String room, String... others) {
        String[] allowed = Stream.concat(Stream.of(room), Arrays.stream(others)).toArray(String[]::new);
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat(resideInAPackage(US).and(resideOutsideOfPackages(allowed)));
        rule.check(CLASSES);
    }
}
