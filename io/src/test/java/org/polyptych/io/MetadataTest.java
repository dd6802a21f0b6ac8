package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Units;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.XrayGeometry;

class MetadataTest {
    private static final Path FILE = Path.of("scan.raw");
    private static final Positions TWO = new Positions(new double[] {0, 1e-6}, new double[] {2e-6, 0});

    @TempDir
    private Path folder;

    private static Metadata with(String... keysAndValues) {
        return new Metadata(FILE, settings(keysAndValues));
    }

    private static ReaderSettings settings(String... keysAndValues) {
        Map<String, String> values = new java.util.LinkedHashMap<>();
        for (int k = 0; k < keysAndValues.length; k += 2) {
            values.put(keysAndValues[k], keysAndValues[k + 1]);
        }
        return ReaderSettings.of(values);
    }

    private static Metadata xrays(String... keysAndValues) {
        return with(keysAndValues)
                .beam(Metadata.Beam.XRAY)
                .energy(8000)
                .distance(2)
                .detectorPixel(5e-5, 1e-4)
                .positions(TWO);
    }

    private static String refused(Metadata metadata, int frames) {
        try {
            metadata.complete(frames, 4, 8);
        } catch (BadInputException e) {
            assertThat(e.getMessage()).startsWith("scan.raw: ").doesNotContain("\n");
            return e.getMessage();
        }
        throw new AssertionError("not refused");
    }

    @Test
    void far_field_pixels_follow_from_wavelength_distance_and_detector() {
        Completed completed = xrays().complete(2, 4, 8);
        double lambda = Units.PLANCK_TIMES_LIGHT_EV_M / 8000;
        assertThat(completed.geometry().pixelHeight()).isEqualTo(lambda * 2 / (4 * 5e-5), within(1e-22));
        assertThat(completed.geometry().pixelWidth()).isEqualTo(lambda * 2 / (8 * 1e-4), within(1e-22));
        assertThat(completed.positions()).isEqualTo(TWO);
        assertThat(completed.notes())
                .containsExactly("metadata: the file says beam, energy, distance, detectorPixel, positions");
    }

    @Test
    void electron_pixels_follow_from_the_angle_of_a_detector_pixel() {
        Completed completed = with().beam(Metadata.Beam.ELECTRON)
                .energy(300_000)
                .detectorAngle(1e-4, 2e-4)
                .positions(TWO)
                .complete(2, 4, 8);
        double lambda = 1.96875e-12; // of 300 kV
        assertThat(completed.geometry()).isInstanceOf(ElectronGeometry.class);
        assertThat(completed.geometry().pixelHeight()).isEqualTo(lambda / (4 * 1e-4), within(1e-13));
        assertThat(completed.geometry().pixelWidth()).isEqualTo(lambda / (8 * 2e-4), within(1e-13));
    }

    @Test
    void one_line_names_all_that_lacks_and_how_to_say_it() {
        assertThat(refused(with().beam(Metadata.Beam.XRAY).lookedFor("energy", "dataset 'e'"), 12))
                .contains("the energy (--set file.energy=EV; looked for in dataset 'e')")
                .contains("--set file.distance=METRES")
                .contains("--set file.detectorPixel=METRES")
                .contains("--set file.objectPixel=METRES")
                .contains("where its 12 frames lie")
                .contains("--set file.positions=FILE")
                .contains("--set file.scanStep=METRES");
        assertThat(refused(with(), 12)).contains("--set file.beam=xray or --set file.beam=electron");
        assertThat(refused(with().beam(Metadata.Beam.ELECTRON), 12))
                .contains("the acceleration voltage (--set file.energy=EV)")
                .contains("--set file.detectorAngle=RADIANS")
                .doesNotContain("file.detectorPixel");
    }

    @Test
    void what_is_named_is_enough() {
        Completed completed = with(
                        "beam",
                        "xray",
                        "energy",
                        "8000",
                        "distance",
                        "2",
                        "detectorPixel",
                        "5e-5",
                        "scanRows",
                        "3",
                        "scanColumns",
                        "4",
                        "scanStep",
                        "1e-6",
                        "scanStepX",
                        "2e-6")
                .complete(12, 4, 8);
        assertThat(completed.geometry().distance()).isEqualTo(2);
        assertThat(completed.positions().y()[11]).isEqualTo(2e-6);
        assertThat(completed.positions().x()[11]).isEqualTo(6e-6);
        assertThat(completed.positions().x()[4]).isZero();
        assertThat(completed.notes()).anyMatch(note -> note.contains("a grid of 3 rows and 4 columns"));
        assertThat(with("beam", "xray", "objectPixel", "1e-8", "scanRows", "3", "scanStep", "1e-6")
                        .complete(12, 4, 8)
                        .geometry()
                        .pixelWidth())
                .isEqualTo(1e-8);
    }

    @Test
    void a_persons_number_wins_with_a_note() {
        Completed completed = xrays("energy", "9000").complete(2, 4, 8);
        assertThat(((XrayGeometry) completed.geometry()).energyEv()).isEqualTo(9000);
        assertThat(completed.geometry().detectorPixelHeight()).isEqualTo(5e-5, within(1e-18));
        assertThat(completed.notes())
                .anyMatch(note -> note.equals("energy: 9000 eV as set (file.energy); the file says 8000 eV"))
                .anyMatch(note -> note.endsWith("; set by hand: energy"));
        assertThat(xrays("energy", "8000").complete(2, 4, 8).notes()).noneMatch(note -> note.startsWith("energy:"));
    }

    @Test
    void a_persons_camera_wins_over_the_files_own_specimen_pixel() {
        Metadata metadata = xrays("distance", "4").objectPixel(1e-8, 1e-8);
        assertThat(metadata.complete(2, 4, 8).geometry().detectorPixelHeight()).isEqualTo(5e-5, within(1e-18));
        assertThat(xrays().objectPixel(1e-8, 1e-8).complete(2, 4, 8).notes())
                .anyMatch(note -> note.startsWith("warning: the specimen pixel is 1.0E-8 m"));
        assertThat(xrays("objectPixel", "3e-9").complete(2, 4, 8).geometry().pixelWidth())
                .isEqualTo(3e-9);
    }

    @Test
    void positions_in_pixels_scale_with_the_specimen_pixel() {
        Completed completed = with("objectPixel", "1e-8")
                .beam(Metadata.Beam.XRAY)
                .positionsInPixels(new Positions(new double[] {0, 3}, new double[] {1, 0}))
                .complete(2, 4, 8);
        assertThat(completed.positions().y()[1]).isEqualTo(3e-8, within(1e-20));
    }

    @Test
    void a_rotation_turns_right_to_down() {
        Positions turned = xrays("scanRotation", "90").complete(2, 4, 8).positions();
        // (y 0, x 2) goes to (y 2, x 0), (y 1, x 0) to (y 0, x -1)
        assertThat(turned.y()).containsExactly(new double[] {2e-6, 0}, within(1e-15));
        assertThat(turned.x()).containsExactly(new double[] {0, -1e-6}, within(1e-15));
        Positions said = xrays().scanRotation(Math.PI / 2).complete(2, 4, 8).positions();
        assertThat(said.y()).containsExactly(turned.y(), within(1e-15));
        assertThat(xrays("scanRotation", "0")
                        .scanRotation(1)
                        .complete(2, 4, 8)
                        .positions()
                        .y())
                .isEqualTo(TWO.y());
    }

    @Test
    void positions_come_from_a_file_in_the_unit_that_is_said() throws Exception {
        String file = Files.writeString(folder.resolve("p.csv"), "0,2\n1,0\n").toString();
        for (Map.Entry<String, Double> unit : Map.of("m", 1.0, "um", 1e-6, "nm", 1e-9, "angstrom", 1e-10, "pixel", 1e-8)
                .entrySet()) {
            Completed completed = xrays("positions", file, "positionsUnit", unit.getKey(), "objectPixel", "1e-8")
                    .complete(2, 4, 8);
            assertThat(completed.positions().x()[0]).as(unit.getKey()).isEqualTo(2 * unit.getValue());
            assertThat(completed.notes()).anyMatch(note -> note.contains("those of the scan file are not used"));
        }
        assertThatThrownBy(() -> xrays("positions", file).complete(2, 4, 8))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("p.csv: in which unit")
                .hasMessageContaining("file.positionsUnit=");
        assertThatThrownBy(() -> xrays("positions", file, "positionsUnit", "nm").complete(3, 4, 8))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("2 positions for the 3 frames of scan.raw");
    }

    @Test
    void a_grid_that_does_not_fit_is_refused() {
        assertThat(refused(xrays("scanRows", "2", "scanColumns", "3", "scanStep", "1e-6"), 7))
                .contains("a scan of 2 x 3 has 6 frames, but there are 7");
        assertThat(refused(with().beam(Metadata.Beam.XRAY).objectPixel(1, 1).scanShape(2, 3), 6))
                .contains("the step of the scan (--set file.scanStep=METRES");
        assertThat(refused(with().beam(Metadata.Beam.XRAY).objectPixel(1, 1).scanStep(1, 1), 6))
                .contains("rows and columns of the scan of 6 frames");
    }

    @Test
    void columns_alone_make_a_grid_in_place_of_the_files_positions() {
        Completed completed = xrays("scanColumns", "1").scanStep(3e-6, 3e-6).complete(2, 4, 8);
        assertThat(completed.positions().y()).containsExactly(0, 3e-6);
        assertThat(completed.notes()).anyMatch(note -> note.endsWith("as set; the file's own positions are not used"));
        assertThat(refused(xrays("scanColumns", "1"), 2)).contains("the step of the scan");
    }

    @Test
    void what_a_reader_does_not_ask_for_is_refused_by_name() {
        for (String[] setting : new String[][] {{"dataset", "a"}, {"values", "amplitudes"}}) {
            assertThat(refused(xrays(setting), 2))
                    .endsWith("this format does not take file." + setting[0] + "; leave it out");
        }
        Metadata asked = xrays("dataset", "a", "values", "amplitudes");
        assertThat(asked.dataset()).contains("a");
        assertThat(asked.amplitudes()).contains(true);
        assertThat(asked.complete(2, 4, 8).notes()).anyMatch(note -> note.endsWith("set by hand: dataset, values"));
    }

    @Test
    void settings_that_contradict_each_other_are_refused() {
        for (String[] pair : new String[][] {
            {"positions", "a.csv", "scanStep", "1"},
            {"positionsUnit", "nm"},
            {"scanStepX", "1"},
            {"beam", "muon"},
            {"energy", "-1"},
            {"scanRotation", "left"},
            {"values", "logs"}
        }) {
            assertThatThrownBy(() -> settings(pair))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageStartingWith("file.");
        }
    }
}
