package co.getanswers.triage;

import co.getanswers.mail.Domain;
import co.getanswers.mail.ParsedMail.Automation;
import java.util.stream.Stream;

/**
 * Completes the marks of automation that the header has: by subject and wording, and by the owner's domain, under which a
 * mailing list is a group alias that customers write to.
 */
final class AutomationRule {
    private AutomationRule() {}

    static TriageInput apply(TriageInput input, MessageText message) {
        var marks = input.mail().automation();
        var found = AutoReplyRule.find(input.mail().subject(), message);
        var alias = isGroupAlias(input);
        if (found == AutoReplyRule.Finding.NONE && !alias) {
            return input;
        }
        return input.with(input.mail()
                .with(new Automation(
                        marks.noReply(),
                        marks.mailingList() && !alias,
                        marks.bulk(),
                        marks.autoSubmitted() || found == AutoReplyRule.Finding.PROGRAM,
                        marks.bounce(),
                        true,
                        marks.listDomain())));
    }

    /** Tells whether the list and a recipient are under a domain of the owner's that is no mail provider's. */
    private static boolean isGroupAlias(TriageInput input) {
        var list = input.mail().automation().listDomain();
        return !list.isEmpty()
                && Stream.concat(Stream.of(input.owner().email()), input.owner().aliases().stream())
                        .map(Domain::of)
                        .filter(domain -> !SenderDescription.isPublic(domain))
                        .anyMatch(domain -> Domain.haveSameOwner(list, domain)
                                && input.mail().addresses().recipients().stream()
                                        .anyMatch(one -> Domain.haveSameOwner(Domain.of(one.email()), domain)));
    }
}
