package org.polyptych.physics;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.polyptych.core.BadInputException;

/**
 * What was measured.
 *
 * @param name short name, for titles
 * @param source where it came from (a file, or how it was simulated)
 * @param geometry pixel sizes, energy, distance
 * @param frames the diffraction patterns
 * @param mask true where a detector pixel is good, [row][column] with the zero frequency at N/2
 * @param positions one a frame
 * @param probe a probe found with the data: a start, its scale not trusted
 * @param specimen a specimen found with the data
 * @param truth specimen and probe where the scan is simulated
 * @param notes what the reader assumed or missed, a line each
 * @param background counts that a detector without light through the specimen has shown, [row][column] as frames in
 *     files; still in the frames, so that it is to be modelled; 0 on masked pixels
 * @param beams which variation of the probe each frame has seen, from 0, where scans with beams of their own are one; empty
 *     where all frames have seen one probe
 */
public record Scan(
        String name,
        String source,
        Geometry geometry,
        Frames frames,
        boolean[] mask,
        Positions positions,
        Optional<Probe> probe,
        Optional<Specimen> specimen,
        Optional<Truth> truth,
        List<String> notes,
        Optional<float[]> background,
        Optional<int[]> beams) {

    /** Without a measured background. */
    public Scan(
            String name,
            String source,
            Geometry geometry,
            Frames frames,
            boolean[] mask,
            Positions positions,
            Optional<Probe> probe,
            Optional<Specimen> specimen,
            Optional<Truth> truth,
            List<String> notes) {
        this(
                name,
                source,
                geometry,
                frames,
                mask,
                positions,
                probe,
                specimen,
                truth,
                notes,
                Optional.empty(),
                Optional.empty());
    }

    public Scan {
        if (frames.count() == 0) {
            throw new BadInputException(source + ": the scan has no frames");
        }
        if (positions.count() != frames.count()) {
            throw new BadInputException(source + ": " + positions.count() + " positions for " + frames.count()
                    + " frames; there must be one a frame");
        }
        if (geometry.rows() != frames.rows() || geometry.columns() != frames.columns()) {
            throw new BadInputException(source + ": the geometry is for " + geometry.rows() + " x " + geometry.columns()
                    + " pixels, the frames have " + frames.rows() + " x " + frames.columns());
        }
        if (mask.length != frames.rows() * frames.columns()) {
            throw new BadInputException(source + ": the mask has " + mask.length + " pixels, a frame has "
                    + frames.rows() * frames.columns());
        }
        if (beams.isPresent() && beams.get().length != frames.count()) {
            throw new IllegalArgumentException(
                    "one beam a frame is needed: " + frames.count() + " frames, got " + beams.get().length);
        }
        if (background.isPresent() && background.get().length != mask.length) {
            throw new BadInputException(
                    source + ": the background has " + background.get().length + " pixels, a frame has " + mask.length);
        }
    }

    /**
     * What a simulated scan was made from.
     *
     * @param positions where the frames really were, one a frame, if that is not where the scan says
     */
    public record Truth(Specimen specimen, Probe probe, Optional<Positions> positions) {
        /** A scan whose frames were where it says. */
        public Truth(Specimen specimen, Probe probe) {
            this(specimen, probe, Optional.empty());
        }

        /** The truth of the given frames, in the order given. */
        public Truth select(int[] indices) {
            return new Truth(specimen, probe, positions.map(p -> p.select(indices)));
        }
    }

    /** The same with its frames given in another way: as many, of the same size. */
    public Scan withFrames(Frames others) {
        return new Scan(
                name, source, geometry, others, mask, positions, probe, specimen, truth, notes, background, beams);
    }

    /** The same with its frames elsewhere. */
    public Scan withPositions(Positions others) {
        return new Scan(name, source, geometry, frames, mask, others, probe, specimen, truth, notes, background, beams);
    }

    /** The same with other bad pixels. */
    public Scan withMask(boolean[] other) {
        return new Scan(
                name, source, geometry, frames, other, positions, probe, specimen, truth, notes, background, beams);
    }

    /** The same with other notes, all of them. */
    public Scan withNotes(List<String> others) {
        return new Scan(
                name,
                source,
                geometry,
                frames,
                mask,
                positions,
                probe,
                specimen,
                truth,
                List.copyOf(others),
                background,
                beams);
    }

    /** The same with a note more. */
    public Scan withNote(String note) {
        return withNotes(Stream.concat(notes.stream(), Stream.of(note)).toList());
    }

    /** The same with a measured background, or without. */
    public Scan withBackground(Optional<float[]> other) {
        return new Scan(name, source, geometry, frames, mask, positions, probe, specimen, truth, notes, other, beams);
    }

    /** The given frames, in the order given. */
    public Scan select(int[] indices) {
        return new Scan(
                name,
                source,
                geometry,
                frames.select(indices),
                mask,
                positions.select(indices),
                probe,
                specimen,
                truth.map(t -> t.select(indices)),
                notes,
                background,
                beams.map(all -> IntStream.of(indices).map(j -> all[j]).toArray()));
    }

    /** How many variations of the probe the frames have seen. */
    public int beamCount() {
        return beams.map(all -> IntStream.of(all).max().orElse(0) + 1).orElse(1);
    }

    /** The frames of one of several beams, and its probe. */
    public Scan ofBeam(int beam) {
        int[] all = beams.orElseThrow();
        Scan some = select(
                IntStream.range(0, all.length).filter(j -> all[j] == beam).toArray());
        return new Scan(
                name,
                source,
                geometry,
                some.frames,
                mask,
                some.positions,
                probe.map(p -> p.variation(beam)),
                specimen,
                some.truth,
                notes,
                background,
                Optional.empty());
    }
}
