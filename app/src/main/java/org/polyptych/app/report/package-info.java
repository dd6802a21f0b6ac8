/**
 * Pictures and the report of a reconstruction. {@link org.polyptych.app.report.Pictures} makes the pictures,
 * {@link org.polyptych.app.report.PngFile} writes one, {@link org.polyptych.app.report.ReportWriter} writes the
 * self-contained HTML page. The choices are in {@code docs/decisions/0005-pictures-and-report.md}.
 */
package org.polyptych.app.report;
