package org.polyptych.bench.dgp;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.electron.optics.Aberrations;
import org.polyptych.electron.optics.Lens;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.simulation.NoiseSpec;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;

/**
 * Something like frozen biology at low dose: cells that only turn the phase, and hardly, in a beam as for viruses (300 kV,
 * 1.03 mrad, far out of focus, pixels of 4.65 A, steps of 31 A).
 *
 * @param figure that it is for
 * @param dose electrons a square Å
 * @param side frames along each side
 */
record CellsTrial(String figure, double dose, int side) implements JudgedTrial {
    private static final int FRAME = 64;
    private static final double PIXEL = 4.65e-10;
    private static final double VOLTAGE = 300e3;
    private static final double CONVERGENCE = 1.03e-3;
    private static final double DEFOCUS = 8e-6;
    private static final double STEP = 31e-10;
    private static final String CELLS = "cells:radius=12,cover=0.8,amplitude=1,phase=0.3";
    private static final long SEED = 1;

    CellsTrial {
        if (side < 2) {
            throw new BadInputException("a scan of cells has two frames a side or more, got " + side);
        }
        NoiseSpec.parse(noise(dose));
    }

    private static String noise(double dose) {
        return "poisson:dose=" + dose;
    }

    @Override
    public String id() {
        return String.format(Locale.ROOT, "%s-cells-dose%s-%dx%d", figure, said(), side, side);
    }

    private String said() {
        return dose == Math.rint(dose) ? String.valueOf((long) dose) : String.valueOf(dose);
    }

    @Override
    public Map<String, Set<String>> traits() {
        return Trial.traits(figure, "cells", said());
    }

    @Override
    public Scan scan(Where where) {
        ElectronGeometry geometry = new ElectronGeometry(FRAME, FRAME, PIXEL, PIXEL, VOLTAGE, 1);
        Positions positions = new Raster(side, side, STEP / PIXEL, STEP / PIXEL).positions(geometry);
        int[] needed = SpecimenPlacement.needed(geometry, positions);
        ComplexImage cells = TestObjects.parse(CELLS).image(needed[0], needed[1], 1, SEED);
        Probe probe = Probe.of(new Lens(CONVERGENCE, Aberrations.defocused(DEFOCUS)).probe(geometry));
        try (Parallel parallel = where.parallel()) {
            return Simulation.of(geometry, SpecimenPlacement.under(cells, geometry, positions), probe, positions)
                    .named(id(), "simulated: " + CELLS)
                    .noise(NoiseSpec.parse(noise(dose)))
                    .seed(SEED)
                    .startingProbe(probe)
                    .run(parallel, done -> {});
        }
    }

    @Override
    public Judge judge(Scan scan, Where where) {
        return PhaseJudge.of(scan);
    }
}
