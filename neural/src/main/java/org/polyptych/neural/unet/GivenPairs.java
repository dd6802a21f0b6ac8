package org.polyptych.neural.unet;

import java.util.ArrayList;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ContentHash;
import org.polyptych.neural.diffusion.Channels;
import org.polyptych.neural.sampling.Unit;
import org.polyptych.neural.train.TrainingData;
import org.polyptych.physics.Illumination;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/** Results that are there, of scans whose truth is known; of several scans the last ones judge. */
final class GivenPairs implements Pairs {
    private final List<Pair> pairs = new ArrayList<>();
    private final int apart;
    private final double pixelHeight;
    private final double pixelWidth;

    /**
     * @param share of the scans set apart to judge by
     * @param known whether the results were made with the probe known, so that their amplitude is the objects' own
     */
    GivenPairs(List<TrainingData.Labelled> scans, double share, boolean known) {
        for (TrainingData.Labelled one : scans) {
            pairs.add(pair(one, known));
        }
        apart = (int) Math.min(pairs.size() - 1, Math.ceil(share * pairs.size()));
        Specimen first = scans.getFirst().object().orElseThrow();
        pixelHeight = first.pixelHeight();
        pixelWidth = first.pixelWidth();
    }

    private static Pair pair(TrainingData.Labelled one, boolean known) {
        Scan scan = one.scan();
        Scan.Truth truth = scan.truth()
                .orElseThrow(() -> new BadInputException(scan.source()
                        + ": has no truth; unet learns from what an engine has made of objects that are known"));
        Specimen made = one.object()
                .orElseThrow(() -> new BadInputException(scan.source() + ": has no result; name one with --object"));
        if (made == truth.specimen()) {
            throw new BadInputException(
                    scan.source() + ": unet learns from what an engine has made of it; name that result"
                            + " with --object, or give --images that are scanned as it was");
        }
        if (made.slices() > 1 || made.modes() > 1 || truth.specimen().slices() > 1) {
            throw new BadInputException(
                    scan.source() + ": unet learns from objects of one slice and one state; this has more");
        }
        ComplexImage right = truth.specimen().image();
        ComplexImage image = made.image();
        int down = (int) Math.round(truth.specimen().rowOf(made.centreY())) - image.rows() / 2;
        int across = (int) Math.round(truth.specimen().columnOf(made.centreX())) - image.columns() / 2;
        int top = Math.max(0, down);
        int left = Math.max(0, across);
        int rows = Math.min(right.rows(), down + image.rows()) - top;
        int columns = Math.min(right.columns(), across + image.columns()) - left;
        if (rows < 1 || columns < 1) {
            throw new BadInputException(scan.source() + ": its result and its truth do not lie over each other");
        }
        Probe probe = truth.probe();
        Specimen cut = Specimen.of(
                image.crop(top - down, left - across, rows, columns),
                made.pixelHeight(),
                made.pixelWidth(),
                made.centreY() + (top - down + rows / 2 - image.rows() / 2) * made.pixelHeight(),
                made.centreX() + (left - across + columns / 2 - image.columns() / 2) * made.pixelWidth());
        float[] light = Illumination.of(cut, probe, one.positions()).values();
        ComplexImage aligned = right.crop(top, left, rows, columns);
        Unit factor = Unit.between(aligned, cut.image(), light);
        (known ? factor.phase() : factor).onto(aligned);
        return new Pair(cut.image(), aligned);
    }

    @Override
    public int training() {
        return pairs.size() - apart;
    }

    @Override
    public int validation() {
        return apart;
    }

    @Override
    public Pair pair(int number) {
        return pairs.get(number);
    }

    @Override
    public int rows() {
        return pairs.stream().mapToInt(pair -> pair.made().rows()).min().orElseThrow();
    }

    @Override
    public int columns() {
        return pairs.stream().mapToInt(pair -> pair.made().columns()).min().orElseThrow();
    }

    @Override
    public Channels channels() {
        return Spread.of(pairs.subList(0, training()).stream().map(Pair::truth).toList());
    }

    @Override
    public double pixelHeight() {
        return pixelHeight;
    }

    @Override
    public double pixelWidth() {
        return pixelWidth;
    }

    @Override
    public String fingerprint() {
        ContentHash hash = new ContentHash();
        pairs.forEach(pair -> {
            hash.add(pair.made());
            hash.add(pair.truth());
        });
        return hash.text();
    }
}
