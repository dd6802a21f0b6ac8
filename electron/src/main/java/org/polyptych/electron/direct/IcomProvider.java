package org.polyptych.electron.direct;

/** Offers {@link IntegratedMass}. */
public final class IcomProvider extends DirectProvider {
    @Override
    public String name() {
        return "icom";
    }

    @Override
    public String description() {
        return "Of 4D-STEM: the centre of mass integrated to a phase (iCoM, iDPC): no iterations, a focused probe";
    }

    @Override
    public String bibtex() {
        return """
                @article{lazic2016,
                  author  = {Lazi\\'c, Ivan and Bosch, Eric G. T. and Lazar, Sorin},
                  title   = {Phase contrast {STEM} for thin samples: Integrated differential phase contrast},
                  journal = {Ultramicroscopy},
                  volume  = {160},
                  pages   = {265--280},
                  year    = {2016},
                  doi     = {10.1016/j.ultramic.2015.10.011}
                }
                """;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return IcomSettings.class;
    }

    @Override
    DirectMethod method(Record settings) {
        return new IntegratedMass((IcomSettings) settings);
    }
}
