package org.polyptych.app.simulate;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.FineGrid;
import org.polyptych.physics.simulation.FlyScan;
import org.polyptych.physics.simulation.Noise;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;

/** From the options to the scan: beam, positions, the object under them, the simulation. */
public record SimulateJob(
        ObjectOptions object,
        ProbeOptions probe,
        GeometryOptions geometry,
        ScanOptions scan,
        DetectorOptions detector) {

    /** @throws BadInputException for options that are wrong or do not fit together, before anything large is made */
    public Scan run(String name, long seed, int threads, PrintWriter err) {
        int scale = detector.fine() ? 2 : 1;
        Noise noise = detector.noise();
        if (noise instanceof Noise.Thinning) {
            throw new BadInputException("--noise thin: keeps some of the counts of a scan that was counted; say which,"
                    + " with --measured SCAN, or use --noise poisson:perframe=N");
        }
        object.spacing();
        probe.drift();
        Optional<Probe> probeFile = probe.fromFile();
        Optional<ComplexImage> objectFile = object.fromFile();
        XrayGeometry geometry = this.geometry.geometry(probeFile);
        SimulationMemory.check(1, 1, scale * geometry.rows(), scale * geometry.columns(), 1, 1, threads);
        Probe beam = probe.probe(geometry, probeFile);
        Optional<Probe> start = probe.start(geometry, beam);
        Optional<ComplexImage> room = object.pads() ? Optional.empty() : objectFile;
        Positions nominal = scan.nominal(geometry, beam, room, scale, seed);
        Positions real = scan.real(nominal, geometry, seed);
        FlyScan flyScan = scan.flyScan(geometry);

        Geometry grid = detector.fine() ? FineGrid.geometry(geometry) : geometry;
        SimulationMemory.checkSubPositions(
                nominal.count(), flyScan.points(), Runtime.getRuntime().maxMemory());
        Positions everywhere = flyScan.subPositions(real);
        int[] needed = SpecimenPlacement.needed(grid, everywhere);
        SimulationMemory.check(
                nominal.count(),
                flyScan.points(),
                geometry.rows(),
                geometry.columns(),
                (1L + object.spacing().length)
                        * objectFile.map(ComplexImage::rows).orElse(needed[0]),
                objectFile.map(ComplexImage::columns).orElse(needed[1]),
                threads);
        ComplexImage image = objectFile
                .map(file -> object.pads() ? padded(file, needed) : file)
                .orElseGet(() -> TestObjects.parse(object.label()).image(needed[0], needed[1], scale, seed));
        Specimen specimen = thick(SpecimenPlacement.under(image, grid, everywhere), scale, seed);

        Simulation simulation = Simulation.of(geometry, specimen, beam, real)
                .named(name, "simulated: object " + object.label())
                .flyScan(flyScan)
                .pointSpread(detector.pointSpread())
                .probeDrift(probe.drift())
                .background(detector.background())
                .noise(noise)
                .seed(seed)
                .notes(notes(geometry, beam, probeFile, seed));
        if (real != nominal) {
            simulation = simulation.saying(nominal);
        }
        if (start.isPresent()) {
            simulation = simulation.startingProbe(start.get());
        }
        try (Parallel parallel = new Parallel(threads)) {
            return simulation.run(parallel, new SimulationProgress(err, nominal.count()));
        }
    }

    /** With the slices behind the first, if there are any. */
    private Specimen thick(Specimen first, int scale, long seed) {
        double[] spacing = object.spacing();
        return new Specimen(
                new ComplexImage[][] {object.behind(first.image(), scale, seed)},
                first.pixelHeight(),
                first.pixelWidth(),
                first.centreY(),
                first.centreX(),
                spacing);
    }

    private List<String> notes(XrayGeometry geometry, Probe beam, Optional<Probe> probeFile, long seed) {
        List<String> notes = new ArrayList<>();
        notes.add("simulated: object " + object.label() + ", seed " + seed);
        notes.addAll(probe.notes(geometry, beam, probeFile));
        notes.add(scan.note());
        return notes;
    }

    private static ComplexImage padded(ComplexImage image, int[] needed) {
        int rows = Math.max(image.rows(), needed[0]);
        int columns = Math.max(image.columns(), needed[1]);
        ComplexImage out = ComplexImage.zeros(rows, columns);
        for (int y = 0; y < image.rows(); y++) {
            System.arraycopy(image.re(), y * image.columns(), out.re(), y * columns, image.columns());
            System.arraycopy(image.im(), y * image.columns(), out.im(), y * columns, image.columns());
        }
        return out;
    }
}
