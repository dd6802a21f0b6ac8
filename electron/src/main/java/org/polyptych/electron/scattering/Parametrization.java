package org.polyptych.electron.scattering;

/** The published parametrizations of scattering factors, read when they are first asked for. */
public enum Parametrization implements ScatteringFactors {
    /** Three Lorentzians and three Gaussians an element; what most older simulations were made with. */
    KIRKLAND {
        @Override
        public double at(int number, double k) {
            return KirklandHolder.FACTORS.at(number, k);
        }
    },
    /** Five terms an element, with the right limits. */
    LOBATO {
        @Override
        public double at(int number, double k) {
            return LobatoHolder.FACTORS.at(number, k);
        }
    };

    private static final class KirklandHolder {
        static final ScatteringFactors FACTORS = new Kirkland();
    }

    private static final class LobatoHolder {
        static final ScatteringFactors FACTORS = new Lobato();
    }
}
