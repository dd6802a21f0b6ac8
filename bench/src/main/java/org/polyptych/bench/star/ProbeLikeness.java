package org.polyptych.bench.star;

import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Probe;
import org.polyptych.physics.metrics.Alignment;
import org.polyptych.physics.metrics.Registration;

/** How much one beam is like another, whatever its scale, place and ramp: |&lt;P, Q&gt;| / (|P| |Q|) of the strongest modes. */
final class ProbeLikeness {
    private ProbeLikeness() {}

    /** 0 to 1, of two whose first mode is the strongest: the better of the two as they are and registered to each other. */
    static double of(Probe found, Probe reference) {
        ComplexImage p = found.mode(0);
        ComplexImage q = reference.mode(0);
        double plain = correlation(p, q);
        try {
            Alignment pair = Registration.align(q, p);
            // what is shifted out of the frame must not improve the figure
            boolean near = Math.max(Math.abs(pair.shiftY()), Math.abs(pair.shiftX())) <= p.rows() / 4.0;
            return near ? Math.max(plain, correlation(pair.image(), pair.reference())) : plain;
        } catch (BadInputException e) {
            return plain;
        }
    }

    private static double correlation(ComplexImage a, ComplexImage b) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < a.size(); i++) {
            re += (double) a.re()[i] * b.re()[i] + (double) a.im()[i] * b.im()[i];
            im += (double) a.im()[i] * b.re()[i] - (double) a.re()[i] * b.im()[i];
        }
        double power = Math.sqrt(a.power()) * Math.sqrt(b.power());
        return power > 0 ? Math.hypot(re, im) / power : 0;
    }
}
