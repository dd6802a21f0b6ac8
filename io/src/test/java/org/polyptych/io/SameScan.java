package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/** Two scans are the same, bit by bit. */
final class SameScan {
    private SameScan() {}

    static void check(Scan read, Scan written) {
        assertThat(read.name()).isEqualTo(written.name());
        assertThat(read.geometry()).isEqualTo(written.geometry());
        assertThat(read.frames().count()).isEqualTo(written.frames().count());
        for (int j = 0; j < read.frames().count(); j++) {
            assertThat(read.frames().frame(j))
                    .as("frame " + j)
                    .isEqualTo(written.frames().frame(j));
        }
        assertThat(read.mask()).isEqualTo(written.mask());
        positions(read.positions(), written.positions());
        probe(read.probe(), written.probe());
        specimen(read.specimen(), written.specimen());
        probe(read.truth().map(Scan.Truth::probe), written.truth().map(Scan.Truth::probe));
        specimen(read.truth().map(Scan.Truth::specimen), written.truth().map(Scan.Truth::specimen));
        Optional<Positions> truePositions = written.truth().flatMap(Scan.Truth::positions);
        assertThat(read.truth().flatMap(Scan.Truth::positions).isPresent()).isEqualTo(truePositions.isPresent());
        truePositions.ifPresent(
                where -> positions(read.truth().orElseThrow().positions().orElseThrow(), where));
        assertThat(read.notes()).containsAll(written.notes());
    }

    private static void positions(Positions read, Positions written) {
        assertThat(bits(read.y())).isEqualTo(bits(written.y()));
        assertThat(bits(read.x())).isEqualTo(bits(written.x()));
    }

    private static long[] bits(double[] values) {
        return java.util.Arrays.stream(values)
                .mapToLong(Double::doubleToRawLongBits)
                .toArray();
    }

    private static void probe(Optional<Probe> read, Optional<Probe> written) {
        assertThat(read.isPresent()).isEqualTo(written.isPresent());
        written.ifPresent(probe -> {
            assertThat(read.get().variations()).isEqualTo(probe.variations());
            assertThat(read.get().modes()).isEqualTo(probe.modes());
            for (int k = 0; k < probe.variations() * probe.modes(); k++) {
                image(
                        read.get().mode(k / probe.modes(), k % probe.modes()),
                        probe.mode(k / probe.modes(), k % probe.modes()));
            }
        });
    }

    private static void specimen(Optional<Specimen> read, Optional<Specimen> written) {
        assertThat(read.isPresent()).isEqualTo(written.isPresent());
        written.ifPresent(specimen -> {
            Specimen other = read.get();
            assertThat(new double[] {other.pixelHeight(), other.pixelWidth(), other.centreY(), other.centreX()})
                    .isEqualTo(new double[] {
                        specimen.pixelHeight(), specimen.pixelWidth(), specimen.centreY(), specimen.centreX()
                    });
            assertThat(other.sliceSpacing()).isEqualTo(specimen.sliceSpacing());
            assertThat(other.tilt()).isEqualTo(specimen.tilt());
            assertThat(other.modes()).isEqualTo(specimen.modes());
            for (int m = 0; m < specimen.modes(); m++) {
                assertThat(other.images()[m]).hasSize(specimen.slices());
                for (int s = 0; s < specimen.slices(); s++) {
                    image(other.images()[m][s], specimen.images()[m][s]);
                }
            }
        });
    }

    private static void image(ComplexImage read, ComplexImage written) {
        assertThat(read.rows()).isEqualTo(written.rows());
        assertThat(read.re()).isEqualTo(written.re());
        assertThat(read.im()).isEqualTo(written.im());
    }
}
