package org.polyptych.electron.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.polyptych.core.Parallel;

/**
 * Looks for the rotation between scan and detector, their handedness, defocus and astigmatism that match a scan, without a
 * start: first coarsely over all angles and all defoci whose beam fits into a frame, at low spatial frequencies; then, with
 * twice the frequencies each time, more closely, as long as the scan holds anything there. A coarse scan holds frequencies
 * beyond half a period a step too, folded back, and the images of many directions tell them apart.
 */
public final class BeamSearch {
    private static final int FREQUENCIES = 400;
    private static final int POLISHED = 1600;
    private static final int COARSE = 120;
    private static final int BEST = 3;
    /** In standard deviations of noise. */
    private static final double SIGNIFICANT = 8;

    /** Cycles of phase over the disc that a step of the coarse search may be off. */
    private static final double COARSE_CYCLES = 0.3;
    /** Cycles of phase from one cell to the next. */
    private static final double MOST_CYCLES = 0.4;

    private static final double WIDEST_TURN = Math.toRadians(10);

    private final BeamImages images;
    private final Parallel parallel;

    /** @param parallel for the search; must stay open */
    public BeamSearch(BeamImages images, Parallel parallel) {
        this.images = images;
        this.parallel = parallel;
    }

    /**
     * What was found.
     *
     * @param model turned so or by 180 degrees: {@link SignOfPhase}
     * @param match of the frequencies it was found with
     * @param highest of these frequencies, cycles per metre
     * @param significance in standard deviations of noise
     * @param quality when it was first found, in units of chance
     * @param otherQuality the best of the other handedness then
     * @param apart half of the difference between fits to the one and the other half of the frequencies
     */
    public record Found(
            BeamModel model,
            BeamMatch match,
            double highest,
            double significance,
            double quality,
            double otherQuality,
            BeamModel apart) {}

    /** What matches best; nothing where no match is beyond chance. */
    public Optional<Found> run() {
        double top = 2 * images.convergence() / images.wavelength();
        double highest = Math.min(0.5 / images.step(), top);
        Optional<Stage> found = Optional.empty();
        while (true) {
            Optional<Stage> closer = closer(found, highest);
            if (found.isPresent() && closer.isEmpty()) {
                break;
            }
            found = closer;
            double next = Math.min(2 * highest, top);
            double limit = found.map(
                            f -> MOST_CYCLES / (images.cell() * f.model().strongest()))
                    .orElse(Double.POSITIVE_INFINITY);
            if (next <= highest * 1.01 || next > limit) {
                break;
            }
            highest = next;
        }
        return found.map(this::polished);
    }

    /**
     * Where the search stands.
     *
     * @param quality when it was first found
     * @param otherQuality the best of the other handedness then
     */
    private record Stage(BeamModel model, double highest, double quality, double otherQuality) {}

    /** The stage at these frequencies; nothing if they do not hold anything significant. */
    private Optional<Stage> closer(Optional<Stage> before, double highest) {
        BeamMatch match = new BeamMatch(spectrum(highest, FREQUENCIES));
        int all = match.spectrum().frequencies().count();
        double length = COARSE_CYCLES / 2 / (highest * images.convergence());
        List<BeamModel> starts = before.map(stage -> List.of(stage.model())).orElseGet(() -> coarse(match, highest));
        BeamFit.Found[] climbed = new BeamFit.Found[starts.size()];
        parallel.forEach(climbed.length, i -> {
            BeamModel start = starts.get(i);
            BeamModel near = before.isPresent()
                    ? start
                    : new BeamFit(match, COARSE, length, turn(start, length), 3)
                            .from(start)
                            .model();
            climbed[i] = new BeamFit(match, all, length / 4, turn(near, length / 4), 4).from(near);
        });
        Optional<BeamFit.Found> best = Stream.of(climbed).max(Comparator.comparingDouble(BeamFit.Found::quality));
        if (best.isEmpty() || !(match.significance(best.get().quality()) > SIGNIFICANT)) {
            return Optional.empty();
        }
        boolean transposed = best.get().model().axes().transposed();
        double other = Stream.of(climbed)
                .filter(f -> f.model().axes().transposed() != transposed)
                .mapToDouble(BeamFit.Found::quality)
                .max()
                .orElse(Double.NaN);
        return Optional.of(new Stage(
                best.get().model(),
                highest,
                before.map(Stage::quality).orElse(best.get().quality()),
                before.map(Stage::otherQuality).orElse(other)));
    }

    /** The best fit to all frequencies, and how far fits to two halves of them lie apart. */
    private Found polished(Stage stage) {
        ScanSpectrum spectrum = spectrum(stage.highest(), POLISHED);
        BeamMatch match = new BeamMatch(spectrum);
        double length = COARSE_CYCLES / 8 / (stage.highest() * images.convergence());
        BeamModel[] models = new BeamModel[3];
        double[] quality = new double[3];
        parallel.forEach(3, i -> {
            BeamMatch part = i == 0 ? match : new BeamMatch(spectrum.half(i - 1));
            BeamFit.Found fit = new BeamFit(
                            part, part.spectrum().frequencies().count(), length, turn(stage.model(), length), 5)
                    .from(stage.model());
            models[i] = fit.model();
            quality[i] = fit.quality();
        });
        return new Found(
                models[0],
                match,
                stage.highest(),
                match.significance(quality[0]),
                stage.quality(),
                stage.otherQuality(),
                new BeamModel(
                        new ScanAxes(
                                Math.abs(models[1].axes().angle()
                                                - models[2].axes().angle())
                                        / 2,
                                false),
                        Math.abs(models[1].c10() - models[2].c10()) / 2,
                        Math.abs(models[1].ca() - models[2].ca()) / 2,
                        Math.abs(models[1].cb() - models[2].cb()) / 2));
    }

    private ScanSpectrum spectrum(double highest, int count) {
        return ScanSpectrum.of(images, ScanFrequencies.of(images.positions(), images.step(), highest, count), parallel);
    }

    private double turn(BeamModel model, double length) {
        return Math.min(WIDEST_TURN, length / Math.max(1e-15, Math.abs(model.c10())));
    }

    /** The best candidates of each handedness, of all angles and all defoci whose beam fits into a frame. */
    private List<BeamModel> coarse(BeamMatch match, double highest) {
        double detectorPixel = images.convergence() / images.disc().radius();
        double frame = images.wavelength() / detectorPixel * MOST_CYCLES * 2;
        double most = Math.min(frame / (2 * images.convergence()), MOST_CYCLES / (images.cell() * highest));
        double step = COARSE_CYCLES / (highest * images.convergence());
        List<BeamModel> candidates = new ArrayList<>();
        for (boolean transposed : new boolean[] {false, true}) {
            for (double defocus = 0; defocus <= most; defocus += step) {
                double turn = Math.min(WIDEST_TURN, defocus == 0 ? WIDEST_TURN : step / defocus);
                int turns = (int) Math.ceil(2 * Math.PI / turn);
                for (int t = 0; t < turns; t++) {
                    candidates.add(BeamModel.defocused(new ScanAxes(2 * Math.PI * t / turns, transposed), defocus));
                }
            }
        }
        BeamFit.Found[] tried = new BeamFit.Found[candidates.size()];
        parallel.forEach(
                tried.length,
                i -> tried[i] = new BeamFit.Found(candidates.get(i), match.quality(candidates.get(i), COARSE)));
        List<BeamModel> best = new ArrayList<>();
        for (boolean transposed : new boolean[] {false, true}) {
            Stream.of(tried)
                    .filter(f -> f.model().axes().transposed() == transposed)
                    .sorted(Comparator.comparingDouble(f -> -f.quality()))
                    .limit(BEST)
                    .map(BeamFit.Found::model)
                    .forEach(best::add);
        }
        return best;
    }
}
