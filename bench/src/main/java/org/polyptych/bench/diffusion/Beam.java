package org.polyptych.bench.diffusion;

import java.nio.file.Path;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.NpyFile;
import org.polyptych.physics.Probe;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.probes.TestProbes;
import picocli.CommandLine;

/** The probes of the protocol, on 32 x 32 pixels. The noise scales them. */
enum Beam {
    /** The paper's, as near as its words go: the middle 64 x 64 of the real nanoprobe, averaged over 2 x 2 boxes. */
    NANO {
        @Override
        Probe probe(Path data, XrayGeometry geometry) {
            ComplexImage whole =
                    NpyFile.read(data.resolve("probes/probe_for_sim.npy")).complexImages()[0];
            int edge = (whole.rows() - 2 * Overlap.FRAME) / 2;
            return Probe.of(halved(whole.crop(edge, edge, 2 * Overlap.FRAME, 2 * Overlap.FRAME)));
        }
    },
    /** A broader one of our own: Gaussian, 13 pixels wide at half maximum, 60 um behind its focus. */
    BROAD {
        @Override
        Probe probe(Path data, XrayGeometry geometry) {
            return Probe.of(TestProbes.parse("gaussian:fwhm=130,defocus=60").image(geometry));
        }
    };

    /** @param data the folder of the test data */
    abstract Probe probe(Path data, XrayGeometry geometry);

    /** Means of 2 x 2 boxes. */
    static ComplexImage halved(ComplexImage image) {
        ComplexImage half = ComplexImage.zeros(image.rows() / 2, image.columns() / 2);
        for (int y = 0; y < 2 * half.rows(); y++) {
            for (int x = 0; x < 2 * half.columns(); x++) {
                int to = y / 2 * half.columns() + x / 2;
                half.re()[to] += image.re()[y * image.columns() + x] / 4;
                half.im()[to] += image.im()[y * image.columns() + x] / 4;
            }
        }
        return half;
    }

    /** A beam as typed. */
    static final class Name implements CommandLine.ITypeConverter<Beam> {
        @Override
        public Beam convert(String value) {
            for (Beam beam : Beam.values()) {
                if (beam.name().equalsIgnoreCase(value)) {
                    return beam;
                }
            }
            throw new CommandLine.TypeConversionException("expected nano or broad, got '" + value + "'");
        }
    }
}
