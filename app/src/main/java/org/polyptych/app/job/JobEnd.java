package org.polyptych.app.job;

import java.util.Optional;
import org.polyptych.engines.Outcome;
import org.polyptych.physics.protocol.Evaluation;

/**
 * What a job came to.
 *
 * @param outcome of the run
 * @param scores as in metrics.json, where the truth is known
 */
public record JobEnd(Outcome outcome, Optional<Evaluation> scores) {}
