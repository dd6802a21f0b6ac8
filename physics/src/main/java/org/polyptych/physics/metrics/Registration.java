package org.polyptych.physics.metrics;

import java.util.Arrays;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.FftOrder;
import org.polyptych.core.RealImage;

/**
 * Finds the sub-pixel shift, the phase ramp and the complex scale between two complex images: what ptychography leaves
 * free. Shift and ramp are each other's mirror image under the Fourier transform, so both come from a
 * {@link FourierPeak} and each is found with the other taken out, in turn, until neither moves:
 *
 * <ol>
 *   <li>a first ramp from the moduli of the two spectra, which no shift changes;
 *   <li>the shift from the cross-spectrum of the two images, less their means, under a Hann window, with the lowest
 *       frequencies held down (they carry what is left of the ramp, and the window, which does not move with the image)
 *       and, from the second round, each ring weighted by how well the images agree on it;
 *   <li>the ramp from the product of one image with the conjugate of the other; back to 2.
 * </ol>
 *
 * <p>Each round applies the whole displacement to the original image, so that nothing is interpolated twice. The scale
 * is the least-squares factor at the end.
 */
public final class Registration {
    private static final int MOST_ROUNDS = 30;

    /** Rounds end when the shift (pixels) and the ramp (cycles over the region) change by less. */
    private static final double SETTLED = 3e-4;

    /** Frequencies below about so many cycles over the region hardly count for the shift. */
    private static final double LOW = 4;

    /** The fewest pixels a side of the part that both images show. */
    private static final int FEWEST = 16;

    private final ComplexImage reference;
    private final ComplexImage image;
    private final Region wanted;
    private final RealImage weight;

    private Registration(ComplexImage reference, ComplexImage image, Region wanted, RealImage weight) {
        this.reference = reference;
        this.image = image;
        this.wanted = wanted;
        this.weight = weight;
    }

    /** Aligns all that both images show. They may differ in size: their middle pixels belong together but for the shift. */
    public static Alignment align(ComplexImage reference, ComplexImage image) {
        return align(reference, image, Region.whole(reference));
    }

    /** Aligns a region of the reference, for example its well scanned middle. */
    public static Alignment align(ComplexImage reference, ComplexImage image, Region region) {
        RealImage even = RealImage.zeros(reference.rows(), reference.columns());
        Arrays.fill(even.values(), 1);
        return align(reference, image, region, even);
    }

    /**
     * Aligns a region of the reference.
     *
     * @param weight on the reference's grid, 0 or more, such as the illumination; 0 leaves a pixel out
     * @throws BadInputException if a value is NaN, or the images share too little
     */
    public static Alignment align(ComplexImage reference, ComplexImage image, Region region, RealImage weight) {
        return checked(reference, image, region, weight).run();
    }

    /** Takes out the complex scale alone, for images that do not resemble each other enough to be aligned. */
    public static Alignment scale(ComplexImage reference, ComplexImage image, Region region, RealImage weight) {
        return scale(reference, image, region, weight, Displacement.NONE);
    }

    /** Takes out a displacement that is known, and the complex scale. */
    public static Alignment scale(
            ComplexImage reference, ComplexImage image, Region region, RealImage weight, Displacement known) {
        return scaled(known, checked(reference, image, region, weight).pair(known));
    }

    private static Registration checked(ComplexImage reference, ComplexImage image, Region region, RealImage weight) {
        Checks.finite(reference, image);
        Checks.finite(weight);
        if (weight.rows() != reference.rows() || weight.columns() != reference.columns()) {
            throw new IllegalArgumentException("the weight must be of the reference's size");
        }
        return new Registration(reference, image, region, weight);
    }

    private Alignment run() {
        Displacement found = firstRamp();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            FourierPeak shift = shift(pair(found), round > 0);
            found = found.shiftedBy(shift.y(), shift.x());
            Pair pair = pair(found);
            FourierPeak ramp = ramp(pair);
            found = found.rampedBy(
                    2 * Math.PI * ramp.y() / pair.region.rows(), 2 * Math.PI * ramp.x() / pair.region.columns());
            if (Math.max(Math.hypot(shift.y(), shift.x()), Math.hypot(ramp.y(), ramp.x())) < SETTLED) {
                break;
            }
        }
        return scaled(found, pair(found));
    }

    private Displacement firstRamp() {
        Pair pair = pair(Displacement.NONE);
        ComplexImage a = moduli(windowed(pair.reference, pair.window));
        ComplexImage b = moduli(windowed(pair.image, pair.window));
        FourierPeak peak = FourierPeak.of(crossSpectrum(spectrum(a), spectrum(b), (y, x) -> 1));
        return Displacement.NONE.rampedBy(
                2 * Math.PI * peak.y() / pair.region.rows(), 2 * Math.PI * peak.x() / pair.region.columns());
    }

    /** @param settling whether the images are close enough for their rings to say which frequencies to trust */
    private static FourierPeak shift(Pair pair, boolean settling) {
        ComplexImage a = spectrum(Apodisation.applied(pair.reference, pair.window));
        ComplexImage b = spectrum(Apodisation.applied(pair.image, pair.window));
        RingSums rings = new RingSums(a, b);
        double[] weights = rings.likelihoodWeights();
        if (!settling) {
            Arrays.fill(weights, 1);
        }
        return FourierPeak.of(crossSpectrum(a, b, (y, x) -> {
            int ring = rings.ring(y, x);
            double cycles = ring / LOW;
            return ring < weights.length ? weights[ring] * (1 - Math.exp(-cycles * cycles)) : 0;
        }));
    }

    private static FourierPeak ramp(Pair pair) {
        ComplexImage product = ComplexImage.zeros(pair.region.rows(), pair.region.columns());
        for (int i = 0; i < product.size(); i++) {
            double w = pair.window[i] * pair.window[i];
            double ar = pair.reference.re()[i];
            double ai = pair.reference.im()[i];
            double br = pair.image.re()[i];
            double bi = pair.image.im()[i];
            product.re()[i] = (float) (w * (ar * br + ai * bi));
            product.im()[i] = (float) (w * (ai * br - ar * bi));
        }
        return FourierPeak.of(product);
    }

    /** The two images of a displacement on one grid, with the window and the weight of the part they share. */
    private Pair pair(Displacement displacement) {
        Region region = wanted.shared(displacement.seen(reference, image));
        if (region.rows() < FEWEST || region.columns() < FEWEST) {
            throw new BadInputException("the images to register share less than " + FEWEST + " pixels a side");
        }
        float[] weights = weight.crop(region.top(), region.left(), region.rows(), region.columns())
                .values();
        float[] window = Apodisation.HANN.over(region.rows(), region.columns());
        double most = 0;
        for (float w : weights) {
            most = Math.max(most, w);
        }
        if (most == 0) {
            throw new BadInputException("the images to register share no pixel with a weight above 0");
        }
        for (int i = 0; i < window.length; i++) {
            window[i] *= (float) (weights[i] / most);
        }
        return new Pair(region, region.of(reference), displacement.undone(reference, image, region), window, weights);
    }

    private record Pair(Region region, ComplexImage reference, ComplexImage image, float[] window, float[] weights) {}

    private static Alignment scaled(Displacement found, Pair pair) {
        ComplexImage a = pair.reference;
        ComplexImage b = pair.image;
        double re = 0;
        double im = 0;
        double power = 0;
        for (int i = 0; i < a.size(); i++) {
            double w = pair.weights[i];
            re += w * ((double) a.re()[i] * b.re()[i] + (double) a.im()[i] * b.im()[i]);
            im += w * ((double) a.im()[i] * b.re()[i] - (double) a.re()[i] * b.im()[i]);
            power += w * ((double) b.re()[i] * b.re()[i] + (double) b.im()[i] * b.im()[i]);
        }
        if (power == 0) {
            throw new BadInputException("the image to register is zero everywhere");
        }
        double cr = re / power;
        double ci = im / power;
        for (int i = 0; i < b.size(); i++) {
            double br = b.re()[i];
            double bi = b.im()[i];
            b.re()[i] = (float) (cr * br - ci * bi);
            b.im()[i] = (float) (cr * bi + ci * br);
        }
        return new Alignment(found.shiftY(), found.shiftX(), found.rampY(), found.rampX(), cr, ci, pair.region, a, b);
    }

    /** w conj(A) B, moved from FFT order to zero frequency at N/2; the weight is asked for in FFT order. */
    private static ComplexImage crossSpectrum(ComplexImage a, ComplexImage b, Weight weight) {
        ComplexImage cross = ComplexImage.zeros(a.rows(), a.columns());
        for (int y = 0, i = 0; y < a.rows(); y++) {
            for (int x = 0; x < a.columns(); x++, i++) {
                double w = weight.at(y, x);
                double ar = a.re()[i];
                double ai = a.im()[i];
                cross.re()[i] = (float) (w * (ar * b.re()[i] + ai * b.im()[i]));
                cross.im()[i] = (float) (w * (ar * b.im()[i] - ai * b.re()[i]));
            }
        }
        return FftOrder.toCentred(cross);
    }

    @FunctionalInterface
    private interface Weight {
        double at(int y, int x);
    }

    private static ComplexImage windowed(ComplexImage image, float[] window) {
        ComplexImage out = image.copy();
        for (int i = 0; i < window.length; i++) {
            out.re()[i] *= window[i];
            out.im()[i] *= window[i];
        }
        return out;
    }

    /** |F image| less its mean, as a real image, zero frequency at N/2. */
    private static ComplexImage moduli(ComplexImage image) {
        RealImage modulus = FftOrder.toCentred(spectrum(image)).amplitude();
        float mean = (float) (modulus.sum() / modulus.size());
        for (int i = 0; i < modulus.size(); i++) {
            modulus.values()[i] -= mean;
        }
        return new ComplexImage(image.rows(), image.columns(), modulus.values(), new float[modulus.size()]);
    }

    private static ComplexImage spectrum(ComplexImage image) {
        ComplexImage copy = image.copy();
        try (Fft2 fft = Fft2.of(image.rows(), image.columns())) {
            fft.forward(copy.re(), copy.im());
        }
        return copy;
    }
}
