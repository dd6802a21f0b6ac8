package org.polyptych.neural.hash;

/**
 * One level: a grid of points over [0, 1]^2, each with an entry of its own while they fit into the table, otherwise sharing
 * entries by a hash.
 *
 * @param scale of coordinates: x lies at scale x + 0.5 on the grid
 * @param resolution grid points an axis
 * @param offset of the level's first entry in the table of all levels
 * @param size entries of the level
 * @param hashed whether grid points share entries
 */
record HashLevel(double scale, int resolution, int offset, int size, boolean hashed) {
    private static final int PRIME = (int) 2654435761L;

    static HashLevel of(HashSettings settings, int level, int offset) {
        double scale = settings.base() * Math.pow(settings.growth(), level) - 1;
        int resolution = (int) Math.ceil(scale) + 1;
        long dense = (long) resolution * resolution;
        boolean hashed = dense > settings.table();
        return new HashLevel(scale, resolution, offset, hashed ? settings.table() : (int) dense, hashed);
    }

    /**
     * Entry of a grid point in the table of all levels. Points up to one beyond the grid occur, within half a cell of the
     * far edges; without a hash they go round to the next row and at last to the first entry. That is our own choice: the paper
     * leaves it open.
     */
    int entry(int x, int y) {
        return offset + (hashed ? Integer.remainderUnsigned(x ^ y * PRIME, size) : (x + y * resolution) % size);
    }
}
