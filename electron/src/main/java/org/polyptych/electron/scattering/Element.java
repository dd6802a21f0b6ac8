package org.polyptych.electron.scattering;

import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.core.NearestName;

/** The chemical elements up to lawrencium, as far as scattering factors go. */
public final class Element {
    private static final List<String> SYMBOLS =
            List.of(("H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn"
                            + " Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La"
                            + " Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac"
                            + " Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr")
                    .split(" "));

    /** The largest atomic number. */
    public static final int LAST = SYMBOLS.size();

    private Element() {}

    /** True if there is such a symbol, written as usual: {@code Sr}. */
    public static boolean exists(String symbol) {
        return SYMBOLS.contains(symbol);
    }

    /**
     * The atomic number.
     *
     * @throws BadInputException if there is no such element
     */
    public static int number(String symbol) {
        int index = SYMBOLS.indexOf(symbol);
        if (index < 0) {
            throw new BadInputException(
                    "unknown element '" + symbol + "': did you mean '" + NearestName.of(symbol, SYMBOLS) + "'?");
        }
        return index + 1;
    }

    /** @throws BadInputException if the atomic number is not 1 to 103 */
    public static String symbol(int number) {
        if (number < 1 || number > LAST) {
            throw new BadInputException("an atomic number must be 1 to " + LAST + ", got " + number);
        }
        return SYMBOLS.get(number - 1);
    }
}
