/** The verification of DKIM signatures (RFC 6376) on mail as it came in, with the senders' keys from DNS. */
@NullMarked
package co.getanswers.mail.dkim;

import org.jspecify.annotations.NullMarked;
