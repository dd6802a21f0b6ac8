package org.polyptych.neural.ptychopinn;

/** What is to be cited for all that stands in this package. */
final class Paper {
    static final String BIBTEX = """
            @article{hoidn2023ptychopinn,
              author = {Hoidn, Oliver and Mishra, Aashwin Ananda and Mehta, Apurva},
              title = {Physics constrained unsupervised deep learning for rapid, high resolution scanning coherent diffraction
                       reconstruction},
              journal = {Scientific Reports},
              volume = {13},
              pages = {22789},
              year = {2023},
              doi = {10.1038/s41598-023-48351-7}
            }
            """;

    private Paper() {}
}
