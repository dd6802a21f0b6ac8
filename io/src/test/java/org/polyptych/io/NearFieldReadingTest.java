package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

class NearFieldReadingTest {
    @TempDir
    Path folder;

    private static ReaderSettings settings(Map<String, String> typed) {
        return SettingsReader.read(ReaderSettings.class, ReaderSettings.GROUP, typed);
    }

    private Path farFieldFile() {
        Path file = folder.resolve("far.cxi");
        CxiFile.write(file, SimulatedScan.wellPosed().scan());
        return file;
    }

    @Test
    void aNearFieldScanComesBackFromItsFileAsItWas() {
        Scan scan = SimulatedScan.wellPosed().near().scan();
        Path file = folder.resolve("near.cxi");
        CxiFile.write(file, scan);
        Scan read = ScanFiles.open(file);
        assertThat(read.geometry()).isEqualTo(scan.geometry());
        assertThat(read.frames().frame(5)).isEqualTo(scan.frames().frame(5));
        assertThat(read.notes()).anyMatch(note -> note.contains("near field, magnification 2"));
        SameScan.check(read, scan);
    }

    @Test
    void theMagnificationDecidesThePixelAndTheDistance() {
        Scan far = ScanFiles.open(farFieldFile());
        Scan near = ScanFiles.open(farFieldFile(), settings(Map.of("nearField", "true", "magnification", "300")));
        double detectorPixel = far.geometry().detectorPixelHeight();
        assertThat(near.geometry().pixelHeight()).isCloseTo(detectorPixel / 300, withinPercentage(1e-9));
        assertThat(near.geometry().detectorPixelHeight()).isCloseTo(detectorPixel, withinPercentage(1e-9));
        assertThat(near.geometry().propagationDistance())
                .isCloseTo(far.geometry().distance() / 300, withinPercentage(1e-9));
        assertThat(near.notes())
                .anyMatch(note -> note.startsWith("geometry: taken as near field"))
                .noneMatch(note -> note.startsWith(CxiGeometry.FAR_FIELD));
        assertThat(near.truth()).isEmpty();
    }

    @Test
    void theMagnificationFollowsFromTheFocus() {
        Scan near = ScanFiles.open(farFieldFile(), settings(Map.of("nearField", "true", "focusToSample", "0.01")));
        assertThat(near.geometry().near().orElseThrow().magnification())
                .isCloseTo(1 + near.geometry().distance() / 0.01, withinPercentage(1e-9));
    }

    @Test
    void whatIsNotMeantIsRefusedInOneLine() {
        refused(Map.of("magnification", "300")).contains("file.magnification").contains("file.nearField=true");
        refused(Map.of("nearField", "true", "magnification", "-2")).contains("above 0");
        refused(Map.of("nearField", "true", "magnification", "much")).contains("'much'");
        refused(Map.of("nearField", "true", "magnification", "3", "focusToSample", "1"))
                .contains("one or the other");
    }

    private static AbstractStringAssert<?> refused(Map<String, String> typed) {
        var thrown = assertThatThrownBy(() -> settings(typed)).isInstanceOf(BadInputException.class);
        return thrown.extracting(Throwable::getMessage, org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .doesNotContain("\n");
    }

    /** In the far field of a focused beam nothing moves with the specimen. */
    @Test
    void aMagnificationThatCannotBeMeasuredHasToBeGiven() {
        Path file = folder.resolve("focused.cxi");
        CxiFile.write(file, SimulatedScan.wellPosed().defocus(0).scan());
        assertThatThrownBy(() -> ScanFiles.open(file, settings(Map.of("nearField", "true"))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("give it as file.magnification");
    }
}
