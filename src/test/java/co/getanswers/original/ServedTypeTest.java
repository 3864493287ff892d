package co.getanswers.original;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.mail.Attachment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServedTypeTest {
    @ParameterizedTest
    @CsvSource({
        "plan.pdf, application/pdf, application/pdf, plan.pdf",
        "table.xlsx, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,"
                + " application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, table.xlsx",
        "page.html, text/html, application/octet-stream, page.html",
        "page.xhtml, application/xhtml+xml, application/octet-stream, page.xhtml",
        "drawing.svg, image/svg+xml, application/octet-stream, drawing.svg",
        "feed.xml, text/xml, application/octet-stream, feed.xml",
        "tool.js, text/javascript, application/octet-stream, tool.js",
        "odd, image/png;x, application/octet-stream, odd",
        "image/png, image/png, image/png, attachment-3.png",
        "message/rfc822, message/rfc822, message/rfc822, attachment-3.eml",
        "application/x-odd, application/x-odd, application/octet-stream, attachment-3"
    })
    void itIsDeclaredOnlyWhereNoBrowserRunsIt(String name, String type, String served, String fileName) {
        assertThat(ServedType.of(new Attachment(3, name, type, 1, false, "ab", null)))
                .isEqualTo(new ServedType(served, fileName));
    }
}
