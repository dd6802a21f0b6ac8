package org.polyptych.app;

import java.nio.file.Path;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.CxiFile;
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpyFile;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;

/** A small simulated scan with its truth: 64 frames of 32 x 32 pixels over an object of 60 x 60. */
public final class KnownScan {
    private static final int N = 32;
    private static final int SIDE = 60;
    private static final double PIXEL = 5e-9;

    private KnownScan() {}

    public static Scan simulate() {
        XrayGeometry geometry = new XrayGeometry(N, N, PIXEL, PIXEL, 10_000, 1);
        Positions positions = Raster.square(8, 4).positions(geometry);
        Specimen specimen = SpecimenPlacement.under(object(), geometry, positions);
        return Simulation.of(geometry, specimen, probe(), positions)
                .startingProbe(probe())
                .run();
    }

    /** Writes known.cxi. */
    public static Path write(Path folder) {
        Path file = folder.resolve("known.cxi");
        CxiFile.write(file, simulate());
        return file;
    }

    /** Writes an image as npy. */
    public static Path npy(Path file, ComplexImage image) {
        NpyFile.write(file, NpyArray.of(new ComplexImage[] {image}));
        return file;
    }

    /** Different everywhere, with contrast in amplitude and phase up to high frequencies. */
    public static ComplexImage object() {
        ComplexImage image = ComplexImage.zeros(SIDE, SIDE);
        for (int y = 0, i = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++, i++) {
                double amplitude = 0.8 + 0.12 * Math.sin(0.31 * y + 0.17 * x) + 0.08 * Math.sin(1.7 * x - 1.1 * y);
                double phase = 0.6 * Math.sin(0.23 * y - 0.4 * x) + 0.3 * Math.cos(0.03 * x * y);
                image.re()[i] = (float) (amplitude * Math.cos(phase));
                image.im()[i] = (float) (amplitude * Math.sin(phase));
            }
        }
        return image;
    }

    /** A curved Gaussian beam of about 150,000 counts. */
    public static Probe probe() {
        ComplexImage image = ComplexImage.zeros(N, N);
        for (int y = 0, i = 0; y < N; y++) {
            for (int x = 0; x < N; x++, i++) {
                double r2 = ((y - 16) * (y - 16) + (x - 16) * (x - 16)) / 25.0;
                image.re()[i] = (float) (45 * Math.exp(-r2 / 2) * Math.cos(0.9 * r2));
                image.im()[i] = (float) (45 * Math.exp(-r2 / 2) * Math.sin(0.9 * r2));
            }
        }
        return Probe.of(image);
    }
}
