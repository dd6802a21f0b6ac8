package org.polyptych.app.simulate;

import org.polyptych.physics.simulation.Noise;
import org.polyptych.physics.simulation.NoiseSpec;
import org.polyptych.physics.simulation.PointSpread;
import picocli.CommandLine.Option;

/** What the detector makes of the light. */
public final class DetectorOptions {
    @Option(
            names = "--noise",
            paramLabel = "SPEC",
            description = "none; poisson:peak=N (counts at the brightest pixel of the scan), poisson:perframe=N (mean"
                    + " counts a frame), poisson:dose=N (particles on a square angstrom), poisson:alpha=N (as peak, scaled"
                    + " back); gaussian:sigma=S (in the unit of the intensity); mixed:alpha=N,sigma=S; for --measured,"
                    + " thin:mean=N (counts a frame). Default: none.")
    private String noise = "none";

    @Option(
            names = "--detector-blur",
            paramLabel = "PX",
            description = "Point spread of the detector: sigma of a Gaussian, in detector pixels. Default: 0.")
    private double blur;

    @Option(
            names = "--background",
            paramLabel = "COUNTS",
            description = "Stray light: expected counts on every pixel of every frame, before noise. Default: 0.")
    private double background;

    @Option(
            names = "--fine",
            description = "Simulate on a grid twice as fine as the reconstruction's: an object's pixels are half of"
                    + " --pixel, the truth is what the detector can see of it.")
    private boolean fine;

    Noise noise() {
        return NoiseSpec.parse(noise);
    }

    PointSpread pointSpread() {
        return new PointSpread(Typed.notNegative("--detector-blur", blur));
    }

    double background() {
        return Typed.notNegative("--background", background);
    }

    boolean fine() {
        return fine;
    }
}
