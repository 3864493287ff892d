package co.getanswers.review;

import co.getanswers.mail.OwnAddresses;
import co.getanswers.mail.Recipients;
import co.getanswers.triage.Rationale;

/** Reasons why no reply can be sent, as the end of a sentence, in SQL. */
final class ReplyRefusal {
    static final String UNANSWERABLE = "its message must not be answered";
    static final String NOBODY = "its conversation names nobody who could be answered";
    static final String TOO_MANY = "a reply to all would go to more than " + Recipients.MAX + " people";

    private ReplyRefusal() {}

    /** The condition on a row of agent_actions: its message must not be answered. */
    static String isUnanswerable(String action) {
        return action + ".rationale @> '{\"signals\": [{\"name\": \"" + Rationale.MUST_NOT_BE_ANSWERED
                + "\", \"affects\": \"action_type\"}]}'";
    }

    /**
     * The reason of the recipients; null if there are any, or no message. The conditions are those of {@link Recipients#of}.
     *
     * @param message the id of the answered message, in SQL; $1 is the user
     * @param toAll whether the reply is to all, in SQL
     */
    static String ofRecipients(String message, String toAll) {
        return """
                (select case
                    when m.id is null then null
                    when not exists (
                      select
                      from (
                        select m.sender_email as email
                        where m.direction = 'incoming'
                        union all
                        select field.value ->> 'email'
                        from jsonb_array_elements(
                          case
                            when m.direction = 'outgoing' or %1$s
                              then coalesce(m.mail_addresses -> 'to', '[]') || coalesce(m.mail_addresses -> 'cc', '[]')
                            else '[]'
                          end || coalesce(m.mail_addresses -> 'replyTo', '[]')) field
                      ) candidate
                      where candidate.email <> '' and candidate.email <> all %6$s
                    ) then '%2$s'
                    when %1$s
                      and coalesce(jsonb_array_length(m.mail_addresses -> 'to'), 0)
                        + coalesce(jsonb_array_length(m.mail_addresses -> 'cc'), 0)
                        + coalesce(jsonb_array_length(m.mail_addresses -> 'replyTo'), 0) > %3$d
                      then '%4$s'
                  end
                  from users u
                  left join messages m on m.user_id = $1 and m.id = %5$s
                  where u.id = $1)""".formatted(toAll, NOBODY, Recipients.MAX, TOO_MANY, message, OwnAddresses.SQL);
    }
}
