package org.polyptych.io;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.polyptych.core.WholeFile;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;

/**
 * Scans as NXcxi_ptycho, the application definition of NeXus that has CXI's names: everything of {@link CxiFile}, and
 * beside it the classes of the groups, the units of the numbers, the beam's energy and the positions as NeXus has them.
 * {@link Cxi} reads it.
 */
public final class NxCxiWriter implements ScanWriter {
    private static final String CLASS = "NX_class";
    private static final String UNITS = "units";
    private static final String INSTRUMENT = CxiNames.ENTRY + "/instrument_1";
    private static final String SAMPLE = CxiNames.ENTRY + "/sample_1";
    private static final String BEAM_ENERGY = CxiNames.BEAM + "/energy";

    @Override
    public String format() {
        return "nxcxi";
    }

    @Override
    public String name() {
        return "NXcxi_ptycho";
    }

    @Override
    public String ending() {
        return ".nxs";
    }

    @Override
    public List<Path> write(Path target, Scan scan) {
        WholeFile.write(target, part -> {
            try (Hdf5Writer file = Hdf5Writer.create(part)) {
                CxiFile.writeContent(file, scan, HowMade.UNKNOWN, true);
                writeNexus(file, scan);
            }
        });
        return List.of(target);
    }

    private static void writeNexus(Hdf5Writer file, Scan scan) {
        boolean electrons = scan.geometry() instanceof ElectronGeometry;
        file.text(CxiNames.ENTRY + "/definition", "NXcxi_ptycho");
        file.group(CxiNames.BEAM);
        classes().forEach((group, name) -> file.attribute(group, CLASS, name));
        file.attribute("/", "default", CxiNames.ENTRY);
        file.attribute(CxiNames.ENTRY, "default", "data_1");
        file.text(CxiNames.SOURCE + "/probe", electrons ? "electron" : "x-ray");
        double energy = ProvenanceGroup.energy(scan.geometry());
        if (energy > 0) {
            number(file, BEAM_ENERGY, energy * CxiNumbers.JOULES_PER_EV, "J");
            file.attribute(CxiNames.ENERGY, UNITS, "J");
            file.attribute(CxiNames.WAVELENGTH, UNITS, "m");
        }
        if (scan.geometry().distance() > 0) {
            file.attribute(CxiNames.DISTANCE, UNITS, "m");
        }
        double height = scan.geometry().detectorPixelHeight();
        double width = scan.geometry().detectorPixelWidth();
        if (height > 0 && width > 0) {
            file.attribute(CxiNames.Y_PIXEL, UNITS, "m");
            file.attribute(CxiNames.X_PIXEL, UNITS, "m");
            // the middle of pixel N/2, from the corner of the first
            number(file, CxiNames.DETECTOR + "/beam_center_y", (scan.geometry().rows() / 2 + 0.5) * height, "m");
            number(file, CxiNames.DETECTOR + "/beam_center_x", (scan.geometry().columns() / 2 + 0.5) * width, "m");
        }
        file.attribute(CxiNames.DETECTOR, "signal", "data");
        file.attribute(CxiNames.DATA, "interpretation", "image");
        file.attribute(CxiNames.TRANSLATION, UNITS, "m");
        file.text(SAMPLE + "/name", scan.name());
        writePositions(file, scan.positions());
    }

    private static Map<String, String> classes() {
        Map<String, String> classes = new LinkedHashMap<>();
        classes.put(CxiNames.ENTRY, "NXentry");
        classes.put(CxiNames.DATA_LINKS, "NXdata");
        classes.put(INSTRUMENT, "NXinstrument");
        classes.put(CxiNames.DETECTOR, "NXdetector");
        classes.put(CxiNames.SOURCE, "NXsource");
        classes.put(CxiNames.BEAM, "NXbeam");
        classes.put(SAMPLE, "NXsample");
        classes.put(CxiNames.SAMPLE_GEOMETRY, "NXgeometry");
        return classes;
    }

    /** NeXus has them one by one too. */
    private static void writePositions(Hdf5Writer file, Positions positions) {
        file.doubles(CxiNames.DATA_LINKS + "/x", positions.x(), positions.count());
        file.doubles(CxiNames.DATA_LINKS + "/y", positions.y(), positions.count());
        for (String axis : List.of("/x", "/y")) {
            file.attribute(CxiNames.DATA_LINKS + axis, UNITS, "m");
            file.attribute(CxiNames.DATA_LINKS + axis, "transformation_type", "translation");
        }
        file.attribute(CxiNames.DATA_LINKS, "signal", "data");
    }

    private static void number(Hdf5Writer file, String name, double value, String unit) {
        file.doubles(name, new double[] {value});
        file.attribute(name, UNITS, unit);
    }
}
