package org.polyptych.neural.train;

/** Describes what can be trained, and begins it; found through {@link java.util.ServiceLoader}. Must not load libtorch. */
public interface TrainerProvider {
    /** The component of {@link #settingsType()} that says how many rounds, which {@code --rounds} sets. */
    String ROUNDS = "rounds";

    /** What is typed after {@code train}, and the namespace of its settings: lower case, such as {@code ptychonn}. */
    String name();

    /** What is learned from what, in one line. */
    String description();

    /** The paper. */
    String bibtex();

    /**
     * A record whose components carry {@link org.polyptych.core.settings.Setting}; one of them, an int, is called {@link
     * #ROUNDS}.
     */
    Class<? extends Record> settingsType();

    /** Whether it learns from patterns alone, so that a scan serves while it is being measured. */
    default boolean learnsFromPatterns() {
        return false;
    }

    /**
     * A trainer before its first round.
     *
     * @param settings of {@link #settingsType()}
     * @throws org.polyptych.core.BadInputException if the data do not serve: none, too few, without what is to be learned
     */
    Trainer create(Record settings, TrainingData data, TrainingConditions conditions);
}
