package org.polyptych.electron.direct;

/** Offers {@link Parallax}. */
public final class ParallaxProvider extends DirectProvider {
    @Override
    public String name() {
        return "parallax";
    }

    @Override
    public String description() {
        return "Of 4D-STEM: bright-field images moved over each other, with fitted defocus and astigmatism: no"
                + " iterations, very few electrons, a defocused probe";
    }

    @Override
    public String bibtex() {
        return """
                @article{varnavides2023,
                  author  = {Varnavides, Georgios and Ribet, Stephanie M. and Zeltmann, Steven E. and Yu, Yue and
                             Savitzky, Benjamin H. and Byrne, Dana O. and Allen, Frances I. and Dravid, Vinayak P. and
                             Scott, Mary C. and Ophus, Colin},
                  title   = {Iterative phase retrieval algorithms for scanning transmission electron microscopy},
                  journal = {arXiv preprint},
                  volume  = {arXiv:2309.05250},
                  year    = {2023}
                }
                """;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return ParallaxSettings.class;
    }

    @Override
    DirectMethod method(Record settings) {
        return new Parallax((ParallaxSettings) settings);
    }
}
