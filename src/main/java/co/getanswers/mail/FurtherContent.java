package co.getanswers.mail;

import java.util.List;

/**
 * Content that a reader may see besides the text of a message. Its texts are bounded.
 *
 * @param alternatives the texts of the alternatives (RFC 2046, section 5.1.4) that the message's text was not taken from
 * @param enclosed the texts of enclosed messages and of text files
 * @param files the names and types of files within containers: enclosed messages, archives, winmail.dat, uuencode, yEnc
 * @param complete true if nothing was cut
 */
public record FurtherContent(String alternatives, String enclosed, List<String> files, boolean complete) {
    public static final FurtherContent NONE = new FurtherContent("", "", List.of(), true);
}
