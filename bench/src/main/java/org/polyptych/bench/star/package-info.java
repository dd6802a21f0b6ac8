/** The measured Siemens star from fewer frames and fewer counts: {@link org.polyptych.bench.star.StarStudy}. */
package org.polyptych.bench.star;
