package org.polyptych.app.doctor;

/**
 * One line of the doctor.
 *
 * @param name what was tried
 * @param ok whether it works; true also for what is merely told
 * @param needed whether the program cannot do without
 * @param detail what was found, or why it failed
 */
public record Finding(String name, boolean ok, boolean needed, String detail) {

    /** A trial that gives its detail, or throws. */
    @FunctionalInterface
    public interface Trial {
        String run() throws Exception;
    }

    /** Runs the trial; whatever it throws makes the finding a failure with that reason. */
    public static Finding of(String name, boolean needed, Trial trial) {
        try {
            return new Finding(name, true, needed, trial.run());
        } catch (Exception | LinkageError e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Finding(name, false, needed, reason.lines().findFirst().orElse(""));
        }
    }
}
