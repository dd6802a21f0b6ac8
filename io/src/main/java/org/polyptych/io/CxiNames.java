package org.polyptych.io;

/** Where things lie in a CXI file (Maia, Nature Methods 9, 854, 2012) and in the group of our own in it. */
final class CxiNames {
    static final String VERSION = "cxi_version";
    static final String ENTRY = "entry_1";
    static final String TITLE = ENTRY + "/title";
    static final String DATA_LINKS = ENTRY + "/data_1";
    static final String DETECTOR = ENTRY + "/instrument_1/detector_1";
    static final String SOURCE = ENTRY + "/instrument_1/source_1";
    static final String BEAM = ENTRY + "/instrument_1/beam_1";
    static final String SAMPLE_GEOMETRY = ENTRY + "/sample_1/geometry_1";

    static final String DATA = DETECTOR + "/data";
    static final String DISTANCE = DETECTOR + "/distance";
    static final String X_PIXEL = DETECTOR + "/x_pixel_size";
    static final String Y_PIXEL = DETECTOR + "/y_pixel_size";
    static final String BASIS = DETECTOR + "/basis_vectors";
    static final String CORNER = DETECTOR + "/corner_position";
    static final String MASK = DETECTOR + "/mask";
    static final String ENERGY = SOURCE + "/energy";
    static final String WAVELENGTH = SOURCE + "/wavelength";
    static final String ILLUMINATION = SOURCE + "/illumination";
    static final String TRANSLATION = SAMPLE_GEOMETRY + "/translation";

    /** What CXI has no place for. */
    static final String OWN = "polyptych";

    static final String OWN_OBJECT = OWN + "/object";
    static final String NOTES = OWN + "/notes";
    static final String TRUTH = OWN + "/truth";

    private CxiNames() {}
}
