/**
 * A reconstruction written down: {@link org.polyptych.app.plan.Plan} is the typed form, {@link
 * org.polyptych.app.plan.PlanText} the YAML with its line numbers, {@link org.polyptych.app.plan.PlanCheck} finds every
 * mistake on the way from the one to the other, and {@link org.polyptych.app.plan.PlanWriter} goes back.
 */
package org.polyptych.app.plan;
