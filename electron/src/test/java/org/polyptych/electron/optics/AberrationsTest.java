package org.polyptych.electron.optics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;

class AberrationsTest {
    private static final double WAVELENGTH = 2.5e-12;

    /** Kirkland's round lens: chi = pi / lambda (Cs alpha^4 / 2 - defocus alpha^2). */
    @Test
    void a_round_lens_is_the_textbook_one() {
        Aberrations lens = Aberrations.parse("C30=1.3mm").withDefocus(70e-9);
        double alpha = 8e-3;
        double expected = Math.PI / WAVELENGTH * (0.5 * 1.3e-3 * Math.pow(alpha, 4) - 70e-9 * alpha * alpha);
        assertThat(lens.chi(0, alpha, WAVELENGTH)).isCloseTo(expected, within(1e-9));
        assertThat(lens.chi(alpha * 0.6, -alpha * 0.8, WAVELENGTH)).isCloseTo(expected, within(1e-9));
        assertThat(lens.defocus()).isEqualTo(70e-9);
    }

    /** Twofold astigmatism at 30 degrees from right towards down is defocus along 30 degrees and its opposite across. */
    @Test
    void angles_go_from_right_towards_down() {
        Aberrations astigmatism = Aberrations.parse("C12=5nm@30");
        double alpha = 20e-3;
        double most = Math.PI / WAVELENGTH * 5e-9 * alpha * alpha;
        double along = astigmatism.chi(alpha * Math.sin(Math.PI / 6), alpha * Math.cos(Math.PI / 6), WAVELENGTH);
        double across = astigmatism.chi(alpha * Math.cos(Math.PI / 6), -alpha * Math.sin(Math.PI / 6), WAVELENGTH);
        assertThat(along).isCloseTo(most, within(1e-9));
        assertThat(across).isCloseTo(-most, within(1e-9));
    }

    /** Turned by 2 pi / m an aberration of symmetry m is what it was; by half of that it is its opposite. */
    @ParameterizedTest
    @ValueSource(strings = {"12", "21", "23", "32", "34", "41", "43", "45", "52", "54", "56"})
    void an_aberration_has_its_symmetry_and_its_order(String kind) {
        Aberrations one = Aberrations.parse("C" + kind + "=3um@11");
        int n = kind.charAt(0) - '0';
        int m = kind.charAt(1) - '0';
        double alpha = 0.03;
        double here = chi(one, alpha, 0.7);
        assertThat(here).isNotZero();
        assertThat(chi(one, alpha, 0.7 + 2 * Math.PI / m)).isCloseTo(here, within(1e-9 * Math.abs(here)));
        assertThat(chi(one, alpha, 0.7 + Math.PI / m)).isCloseTo(-here, within(1e-9 * Math.abs(here)));
        assertThat(chi(one, 2 * alpha, 0.7)).isCloseTo(Math.pow(2, n + 1) * here, within(1e-8 * Math.abs(here)));
    }

    private static double chi(Aberrations one, double alpha, double phi) {
        return one.chi(alpha * Math.sin(phi), alpha * Math.cos(phi), WAVELENGTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C11=1nm",
                "C60=1mm",
                "C01=1nm",
                "C35=1nm",
                "C30=1.3",
                "C30=1.3km",
                "Cs=1mm",
                "C30=mm",
                "C30=1mm@10",
                "C12=1nm@x",
                "C12=1nm,C12=2nm",
                ""
            })
    void what_is_no_aberration_is_refused_in_one_line(String text) {
        assertThatThrownBy(() -> Aberrations.parse(text))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("C");
    }
}
