package org.polyptych.io.electron;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.io.Metadata;
import org.polyptych.io.frames.FlatFrames;
import org.polyptych.io.frames.FrameSize;
import org.polyptych.io.frames.PixelFirstFrames;
import org.polyptych.io.frames.Sample;
import org.polyptych.io.frames.SharedFile;
import org.polyptych.io.frames.StoredFrames;

/**
 * The image of a DM file that holds a scan: the largest of three or four dimensions, the fastest first. Of four, the
 * first two are the detector's (x, y) and the next two the scan's where the tag {@code Data Order Swapped} says so, else
 * as the units of the axes tell.
 *
 * @param tags of the image
 * @param sizes of its dimensions
 * @param axes their calibrations
 * @param data the numbers
 */
record DmImage(DmTag.Group tags, long[] sizes, List<Axis> axes, DmTag.Numbers data) {
    /** A calibrated axis: from one pixel to the next, in the unit. */
    record Axis(double scale, String unit) {
        boolean is(AxisUnit.Kind kind) {
            return AxisUnit.of(unit).filter(known -> known.kind() == kind).isPresent();
        }
    }

    /** The image with the scan, if there is one. */
    static Optional<DmImage> of(DmTag.Group root) {
        return root.group("ImageList").stream()
                .flatMap(list -> list.groups().stream())
                .map(DmImage::image)
                .flatMap(Optional::stream)
                .max(Comparator.comparingLong(image -> image.data.count()));
    }

    private static Optional<DmImage> image(DmTag.Group tags) {
        Optional<DmTag.Group> dimensions = tags.group("ImageData", "Dimensions");
        Optional<DmTag.Numbers> data = tags.at("ImageData", "Data")
                .filter(DmTag.Numbers.class::isInstance)
                .map(DmTag.Numbers.class::cast);
        int rank = dimensions.map(d -> d.tags().size()).orElse(0);
        if (data.isEmpty() || rank < 3 || rank > 4) {
            return Optional.empty();
        }
        long[] sizes = new long[rank];
        List<Axis> axes = new ArrayList<>();
        for (int d = 0; d < rank; d++) {
            String k = String.valueOf(d);
            sizes[d] = dimensions.get().number(k).orElse(0.0).longValue();
            DmTag.Group axis =
                    tags.group("ImageData", "Calibrations", "Dimension", k).orElse(new DmTag.Group(Map.of()));
            axes.add(new Axis(
                    axis.number("Scale").orElse(Double.NaN),
                    axis.text("Units").orElse("").strip()));
        }
        return Optional.of(new DmImage(tags, sizes, axes, data.get()));
    }

    /** Whether the detector's axes are the first two. */
    private boolean detectorFirst(Metadata metadata) {
        if (sizes.length == 3) {
            return true;
        }
        Optional<Boolean> swapped = tags.at("ImageTags", "Meta Data", "Data Order Swapped")
                .map(tag -> switch (tag) {
                    case DmTag.Number number -> number.value() != 0;
                    case DmTag.Text text ->
                        text.value().strip().equalsIgnoreCase("true")
                                || text.value().strip().equals("1");
                    default -> false;
                });
        if (swapped.isPresent()) {
            metadata.note("axes: the detector's are the " + (swapped.get() ? "first" : "last")
                    + " two, as the tag 'Data Order Swapped' says");
            return swapped.get();
        }
        boolean scanFirst = axes.get(0).is(AxisUnit.Kind.LENGTH) && !axes.get(2).is(AxisUnit.Kind.LENGTH);
        metadata.note("axes: the detector's taken as the " + (scanFirst ? "last" : "first")
                + " two, by their units ('" + axes.get(0).unit() + "' and '"
                + axes.get(2).unit()
                + "'); the file does not say");
        return !scanFirst;
    }

    /** The frames; what else the file says is passed on. */
    StoredFrames read(SharedFile file, ByteOrder order, Metadata metadata) {
        String label = file.path().toString();
        boolean detectorFirst = detectorFirst(metadata);
        int detector = detectorFirst ? 0 : 2;
        int scan = detectorFirst ? 2 : 0;
        Sample sample = sample(label);
        long columns = sizes[detector];
        long rows = sizes[detector + 1];
        FrameSize.bytes(rows, columns, sample, label);
        long scanColumns = sizes[scan];
        long scanRows = sizes.length == 3 ? 1 : sizes[scan + 1];
        if (scanColumns < 1 || scanRows < 1 || scanRows > Integer.MAX_VALUE || scanColumns > Integer.MAX_VALUE) {
            throw new BadInputException(label + ": a scan of " + scanRows + " x " + scanColumns + " frames");
        }
        int count = FrameSize.count(scanRows * scanColumns, label);
        if (rows * columns * count != data.count()) {
            throw new BadInputException(label + ": its image has " + data.count() + " numbers for " + count
                    + " frames of " + rows + " x " + columns + " pixels");
        }
        tell(metadata, detector, scan, (int) rows, (int) columns);
        return detectorFirst
                ? new FlatFrames(file, sample, order, data.offset(), count, (int) rows, (int) columns)
                : new PixelFirstFrames(file, sample, order, data.offset(), count, (int) rows, (int) columns);
    }

    private void tell(Metadata metadata, int detector, int scan, int rows, int columns) {
        double voltage = tags.number("ImageTags", "Microscope Info", "Voltage").orElse(Double.NaN);
        if (voltage > 0) {
            metadata.energy(voltage);
        }
        Axis x = axes.get(detector);
        Axis y = axes.get(detector + 1);
        if (x.unit().equals(y.unit())) {
            new DiffractionAxis(y.scale(), x.scale(), x.unit()).tell(metadata, rows, columns);
        }
        if (sizes.length == 4) {
            metadata.scanShape((int) sizes[scan + 1], (int) sizes[scan]);
            Axis scanX = axes.get(scan);
            Axis scanY = axes.get(scan + 1);
            if (scanX.is(AxisUnit.Kind.LENGTH) && scanY.is(AxisUnit.Kind.LENGTH)) {
                double stepX =
                        scanX.scale() * AxisUnit.of(scanX.unit()).orElseThrow().si();
                double stepY =
                        scanY.scale() * AxisUnit.of(scanY.unit()).orElseThrow().si();
                if (stepX > 0 && stepY > 0) {
                    metadata.scanStep(stepY, stepX);
                }
            } else {
                metadata.note("scan: not calibrated (its step is in '" + scanX.unit() + "')");
            }
        }
        double scale =
                tags.number("ImageData", "Calibrations", "Brightness", "Scale").orElse(1.0);
        double origin =
                tags.number("ImageData", "Calibrations", "Brightness", "Origin").orElse(0.0);
        if (scale != 1 || origin != 0) {
            metadata.note(String.format(
                    Locale.ROOT,
                    "patterns: the file calibrates readings (scale %.4g, origin %.4g); they are taken as stored",
                    scale,
                    origin));
        }
    }

    private Sample sample(String label) {
        // of numbers of one byte only this tells whether they have a sign
        boolean signedBytes = tags.number("ImageData", "DataType").orElse(0.0) == 9;
        return switch (data.type()) {
            case 2 -> Sample.INT16;
            case 3 -> Sample.INT32;
            case 4 -> Sample.UINT16;
            case 5 -> Sample.UINT32;
            case 6 -> Sample.FLOAT32;
            case 7 -> Sample.FLOAT64;
            case 8, 9, 10 -> signedBytes ? Sample.INT8 : Sample.UINT8;
            case 11 -> Sample.INT64;
            case 12 -> Sample.UINT64;
            default -> throw new BadInputException(label + ": numbers of DM type " + data.type() + " are not known");
        };
    }
}
