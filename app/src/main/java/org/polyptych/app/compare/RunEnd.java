package org.polyptych.app.compare;

import org.polyptych.app.report.CompareEntry.State;

/**
 * How one run ended.
 *
 * @param state done and interrupted runs have left a result folder, an interrupted one perhaps
 * @param reason in one line; empty if it is done
 */
record RunEnd(State state, String reason) {
    static final RunEnd DONE = new RunEnd(State.DONE, "");
    static final RunEnd NOT_RUN = new RunEnd(State.NOT_RUN, "the comparison was interrupted before");

    static RunEnd failed(String reason) {
        return new RunEnd(State.FAILED, reason.strip().replaceAll("\\s*\\R\\s*", "; "));
    }

    boolean done() {
        return state == State.DONE;
    }

    /** Whether the whole comparison ends with it. */
    boolean interrupted() {
        return state == State.INTERRUPTED || state == State.NOT_RUN;
    }
}
