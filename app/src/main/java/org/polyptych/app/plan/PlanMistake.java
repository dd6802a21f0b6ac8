package org.polyptych.app.plan;

/**
 * Something wrong in a plan.
 *
 * @param line from 1
 */
public record PlanMistake(int line, String message) {}
