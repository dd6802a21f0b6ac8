package org.polyptych.core;

/** For libraries that transform whole images only: one part, and the columns' turn does everything. */
final class WholeFftPasses implements FftPasses {
    private final Fft2 fft;

    WholeFftPasses(Fft2 fft) {
        this.fft = fft;
    }

    @Override
    public int parts() {
        return 1;
    }

    @Override
    public int firstRow(int part) {
        return part * fft.rows();
    }

    @Override
    public void rowsForward(int part, float[] re, float[] im) {}

    @Override
    public void columnsForward(int part, float[] re, float[] im) {
        fft.forward(re, im);
    }

    @Override
    public void columnsInverse(int part, float[] re, float[] im) {
        fft.inverse(re, im);
    }

    @Override
    public void rowsInverse(int part, float[] re, float[] im) {}

    @Override
    public void close() {
        fft.close();
    }
}
