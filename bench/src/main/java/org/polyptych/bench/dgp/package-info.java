/**
 * The figures of the deep generative prior's paper (McCray, Ribet, Varnavides and Ophus) as tables, charts and pictures. A {@link
 * org.polyptych.bench.dgp.Trial} is a scan, a {@link org.polyptych.bench.dgp.Judge} says how good a reconstruction of it is, a
 * {@link org.polyptych.bench.dgp.Run} is one of the two by one method, whose {@link org.polyptych.bench.dgp.Course} is kept. The
 * programs: {@link org.polyptych.bench.dgp.Doses} (figures 1b and 2), {@link org.polyptych.bench.dgp.Gold} (3), {@link
 * org.polyptych.bench.dgp.Bilayer} (4), {@link org.polyptych.bench.dgp.Depth} (5, table 1), {@link
 * org.polyptych.bench.dgp.Halves} (real scans). Methods and their settings stand in {@code methods.yaml}. What is measured:
 * {@link org.polyptych.bench.dgp.PhaseScores}, {@link org.polyptych.bench.dgp.InformationLimit}, {@link
 * org.polyptych.bench.dgp.Anisotropy}, {@link org.polyptych.bench.dgp.SlowDetail}, {@link
 * org.polyptych.bench.dgp.DepthProfile}, {@link org.polyptych.bench.dgp.DoubleGaussian}.
 */
package org.polyptych.bench.dgp;
