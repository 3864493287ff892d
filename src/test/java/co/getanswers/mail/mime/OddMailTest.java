package co.getanswers.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.mail.Attachment;
import co.getanswers.mail.CleanText;
import co.getanswers.mail.ParsedMail;
import co.getanswers.mail.Participant;
import co.getanswers.mail.UnreadableMail;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real mail, broken in many ways. */
class OddMailTest {
    @TestFactory
    List<DynamicTest> everyFileIsTakenInOrRefusedWithASentence() {
        return SharedMail.files(SharedMail.folder().resolve("odd")).stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    try {
                        var mail = MailReader.read(SharedMail.bytes(file), Eml.NOW);
                        assertThat(mail.messageId()).isNotBlank();
                        assertThat(CleanText.of(mail.toString())).isEqualTo(mail.toString());
                    } catch (UnreadableMail refused) {
                        assertThat(refused.getMessage()).matches("[A-Z].*\\.");
                    }
                }))
                .toList();
    }

    @Test
    void noneIsRefused() {
        assertThat(SharedMail.files(SharedMail.folder().resolve("odd")))
                .hasSizeGreaterThan(90)
                .allSatisfy(file -> MailReader.read(SharedMail.bytes(file), Eml.NOW));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', textBlock = """
            attachment-attachment_pdf                           ¦ Another PDF with 🎉 Unicode chars in it 🍿
            attachment-attachment_with_quoted_filename          ¦ Eelanalüüsi päring
            error-bad_encoded_subject                           ¦ TEST
            error-bad_subject                                   ¦ MySurvey.com:  You have a survey waiting!  91123105
            error-invalid_subject_characters                    ¦ Formação FrenetikPolis: Mega Campanha Final Verão | Cursos de Setembro
            error-trademark_character_in_subject                ¦ GA.comô has a lead for you
            multi_charset-japanese                              ¦ まみむめも
            plain-raw_email_string_in_date_field                ¦ NOTE: 한국말로 하는 것
            rfc6532-utf8_headers                                ¦ Säying Hello
            """)
    void subjectsAreDecoded(String file, String subject) {
        assertThat(read(file).subject()).isEqualTo(subject);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            error-bad_subject                        | carol@mysurvey.com        | MySurvey.com & Carol Adams
            error-header_fields_with_empty_values    | jorn@prikkprikkprikk.no   | Jørn Støylen
            error-invalid_subject_characters         | info@formacaofrenetik.info | Formação Frenetikpolis
            error-weird_to_header                    | anonymous@i.tp.host       | ''
            mime-two_from_in_message                 | tester1@test.com          | Tester 1
            plain-raw_email_bad_time                 | yusuf75thu@auracom.net    | Атиковa
            plain-raw_email_multiple_from            | tim@powerupdev.com        | ''
            rfc6532-utf8_headers                     | jdöe@mächine.example      | Jöhn Doe
            """)
    void sendersAreFound(String file, String email, String name) {
        assertThat(read(file).sender()).isEqualTo(new Participant(email, name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            error-content_transfer_encoding_qp_with_space | If you're in need of a good RX site
            error-content_transfer_encoding_x_uuencode    | Attached are the comments of the Public Generating Pool.
            error-multiple_content_types                  | foo
            mime-email_with_similar_boundaries            | Test
            mime-raw_email_with_illegal_boundary          | Hello
            mime-raw_email_with_quoted_illegal_boundary   | Hello
            mime-sig_only_email                           | This is random text
            multi_charset-japanese                        | かきくえこ
            multi_charset-japanese_iso_2022               | すみません。
            multi_charset-japanese_shift_jis              | あいうえお
            multi_charset-ks_c_5601-1987                  | 스티해
            multipart_report-multi_address_bounce1        | This is the mail system at host
            plain-raw_email_string_in_date_field          | 대부분의 마찬가지로, 우리는
            """)
    void textsAreDecoded(String file, String beginning) {
        assertThat(read(file).text()).startsWith(beginning);
    }

    @ParameterizedTest
    @CsvSource({
        "error-bad_date_header2, 2010-12-15T06:59:10Z",
        "plain-raw_email_bad_time, 2008-06-30T09:34:00Z",
        "plain-raw_email_with_bad_date, 2007-11-05T09:18:24Z",
        "error-bad_encoded_subject, 2026-11-20T12:00:00Z",
    })
    void datesThatAreNoneAreReplaced(String file, String sentAt) {
        assertThat(read(file).sentAt()).isEqualTo(sentAt);
    }

    @ParameterizedTest
    @CsvSource({
        "attachment-attachment_message_rfc822, ForwardedMessage.eml",
        "attachment-attachment_nonascii_filename, ciële.txt",
        "attachment-attachment_with_base64_encoded_name, This is a test.pdf",
        "attachment-attachment_with_quoted_filename, Eelanalüüsi päring.jpg",
        "attachment-attachment_with_unquoted_name, This is a test.txt",
        "multi_charset-japanese_attachment, てすと.txt",
    })
    void attachmentsHaveTheirNames(String file, String name) {
        assertThat(read(file).attachments()).extracting(Attachment::name).contains(name);
    }

    @ParameterizedTest
    @CsvSource({
        "multipart_report-report_422",
        "multipart_report-report_530",
        "multipart_report-multi_address_bounce1",
        "multipart_report-multi_address_bounce2",
        "multipart_report-multipart_report_multiple_status",
        "mime-raw_email_with_mimepart_without_content_type"
    })
    void reportsAreBounces(String file) {
        assertThat(read(file).automation().bounce()).isTrue();
    }

    private static ParsedMail read(String file) {
        return MailReader.read(SharedMail.bytes(SharedMail.folder().resolve("odd/" + file + ".eml")), Eml.NOW);
    }
}
