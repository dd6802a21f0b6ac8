package org.polyptych.engines;

import java.util.Optional;
import java.util.stream.IntStream;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/** A scan with some of its parts replaced, for tests. */
final class ChangedScan {
    private final Scan scan;

    private ChangedScan(Scan scan) {
        this.scan = scan;
    }

    static ChangedScan of(Scan scan) {
        return new ChangedScan(scan);
    }

    Scan scan() {
        return scan;
    }

    ChangedScan positions(Positions positions) {
        return with(scan.frames(), scan.mask(), positions, scan.probe(), scan.specimen());
    }

    ChangedScan probe(Probe probe) {
        return with(scan.frames(), scan.mask(), scan.positions(), Optional.ofNullable(probe), scan.specimen());
    }

    ChangedScan specimen(Specimen specimen) {
        return with(scan.frames(), scan.mask(), scan.positions(), scan.probe(), Optional.of(specimen));
    }

    ChangedScan mask(boolean[] mask) {
        return with(scan.frames(), mask, scan.positions(), scan.probe(), scan.specimen());
    }

    ChangedScan frames(float[][] amplitudes) {
        return with(
                new MemoryFrames(scan.frames().rows(), scan.frames().columns(), amplitudes),
                scan.mask(),
                scan.positions(),
                scan.probe(),
                scan.specimen());
    }

    /** A copy of every frame. */
    float[][] copiedFrames() {
        return IntStream.range(0, scan.frames().count())
                .mapToObj(j -> scan.frames().frame(j))
                .toArray(float[][]::new);
    }

    private ChangedScan with(
            org.polyptych.physics.Frames frames,
            boolean[] mask,
            Positions positions,
            Optional<Probe> probe,
            Optional<Specimen> specimen) {
        return new ChangedScan(new Scan(
                scan.name(),
                scan.source(),
                scan.geometry(),
                frames,
                mask,
                positions,
                probe,
                specimen,
                scan.truth(),
                scan.notes()));
    }
}
