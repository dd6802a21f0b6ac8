package org.polyptych.io.example;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.WholeFile;
import org.polyptych.io.Completed;
import org.polyptych.io.Metadata;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.ScanWriter;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Frames;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;

/**
 * The format of a laboratory, big-endian: the word {@code LABFRAME}; frames, rows, columns as int; energy (eV, 0: unknown),
 * distance, specimen pixel y and x (m) as double and whether it is of electrons as a byte; a byte a pixel, 1 is good; and
 * for each frame y, x (m) as double and its amplitudes as float.
 */
public final class LabFrames implements ScanFormat, ScanWriter {
    private static final long MAGIC = 0x4c41424652414d45L; // LABFRAME in ASCII
    private static final int HEADER = 8 + 3 * 4 + 4 * 8 + 1;

    @Override
    public String name() {
        return "frames of the laboratory (*.lab)";
    }

    @Override
    public boolean recognises(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new DataInputStream(in).readLong() == MAGIC;
        } catch (IOException e) {
            return false; // too short, or a folder
        }
    }

    @Override
    public Scan read(Path file, ReaderSettings settings) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            in.readLong();
            int count = in.readInt();
            int rows = in.readInt();
            int columns = in.readInt();
            checkSize(file, count, rows, columns);
            Metadata metadata = new Metadata(file, settings);
            double energy = in.readDouble();
            double distance = in.readDouble();
            metadata.energy(energy).distance(distance).objectPixel(in.readDouble(), in.readDouble());
            metadata.beam(in.readBoolean() ? Metadata.Beam.ELECTRON : Metadata.Beam.XRAY);
            boolean[] mask = new boolean[rows * columns];
            for (int i = 0; i < mask.length; i++) {
                mask[i] = in.readBoolean();
            }
            double[] y = new double[count];
            double[] x = new double[count];
            float[][] amplitudes = new float[count][rows * columns];
            for (int j = 0; j < count; j++) {
                y[j] = in.readDouble();
                x[j] = in.readDouble();
                for (int i = 0; i < mask.length; i++) {
                    amplitudes[j][i] = amplitude(file, in.readFloat(), j, i);
                }
            }
            metadata.positions(new Positions(y, x));
            metadata.note("patterns: amplitudes as stored, zero frequency at pixel N/2");
            Frames frames = new MemoryFrames(rows, columns, amplitudes);
            return metadata.complete(count, rows, columns)
                    .scan(
                            Completed.stem(file),
                            file,
                            frames,
                            mask,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
        } catch (EOFException e) {
            throw new BadInputException(file + ": the file is cut short", e);
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Before memory is taken: the file must be as large as what it promises. */
    private static void checkSize(Path file, int count, int rows, int columns) throws IOException {
        long bytes = Files.size(file);
        boolean some = count > 0 && rows > 0 && columns > 0;
        double needed = HEADER + (double) rows * columns + (double) count * (16 + 4.0 * rows * columns);
        if (!some || needed != bytes) {
            throw new BadInputException(file + ": " + count + " frames of " + rows + " x " + columns
                    + " pixels do not fit" + " a file of " + bytes + " bytes");
        }
    }

    private static float amplitude(Path file, float stored, int frame, int pixel) {
        if (!(stored >= 0 && stored <= Float.MAX_VALUE)) {
            throw new BadInputException(file + ": frame " + frame + ", pixel " + pixel + " is " + stored
                    + "; amplitudes must be finite and not negative");
        }
        return stored;
    }

    @Override
    public String format() {
        return "lab";
    }

    @Override
    public String ending() {
        return ".lab";
    }

    @Override
    public List<Path> write(Path target, Scan scan) {
        if (scan.geometry().near().isPresent()) {
            throw new BadInputException(scan.source() + ": a near-field scan cannot be written as lab");
        }
        WholeFile.write(target, part -> {
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
                write(out, scan);
            }
        });
        return List.of(target);
    }

    private static void write(DataOutputStream out, Scan scan) throws IOException {
        Frames frames = scan.frames();
        out.writeLong(MAGIC);
        out.writeInt(frames.count());
        out.writeInt(frames.rows());
        out.writeInt(frames.columns());
        out.writeDouble(Metadata.energyOf(scan.geometry()));
        out.writeDouble(scan.geometry().distance());
        out.writeDouble(scan.geometry().pixelHeight());
        out.writeDouble(scan.geometry().pixelWidth());
        out.writeBoolean(scan.geometry() instanceof ElectronGeometry);
        for (boolean good : scan.mask()) {
            out.writeBoolean(good);
        }
        for (int j = 0; j < frames.count(); j++) {
            out.writeDouble(scan.positions().y()[j]);
            out.writeDouble(scan.positions().x()[j]);
            for (float amplitude : frames.frame(j)) {
                out.writeFloat(amplitude);
            }
        }
    }
}
