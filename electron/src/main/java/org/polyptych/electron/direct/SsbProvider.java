package org.polyptych.electron.direct;

/** Offers {@link SideBand}. */
public final class SsbProvider extends DirectProvider {
    @Override
    public String name() {
        return "ssb";
    }

    @Override
    public String description() {
        return "Of 4D-STEM: single side band, each frequency of a weak phase from where discs overlap: no iterations, a"
                + " focused probe";
    }

    @Override
    public String bibtex() {
        return """
                @article{rodenburg1993,
                  author  = {Rodenburg, J. M. and McCallum, B. C. and Nellist, P. D.},
                  title   = {Experimental tests on double-resolution coherent imaging via {STEM}},
                  journal = {Ultramicroscopy},
                  volume  = {48},
                  number  = {3},
                  pages   = {304--314},
                  year    = {1993},
                  doi     = {10.1016/0304-3991(93)90105-7}
                }
                """;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return SsbSettings.class;
    }

    @Override
    DirectMethod method(Record settings) {
        return new SideBand((SsbSettings) settings);
    }
}
