package co.getanswers.mail;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A calendar object that a message carries (RFC 5545, RFC 5546): its first event, and the days of all of them.
 *
 * @param method in upper case, such as {@code REQUEST}; empty if the object names none
 * @param summary the event's title; empty if it has none
 * @param firstDay the earliest day on which an event begins, in the event's own time zone; absent if none is named
 * @param lastDay the latest such day
 * @param repeats true if an event recurs: its days go on after {@code lastDay}
 * @param cancelled true if the event's status is cancelled
 * @param changed true if the event replaces an earlier version of itself
 * @param answer the first attendee's participation status in upper case, such as {@code DECLINED}; empty if none is named
 */
public record CalendarObject(
        String method,
        String summary,
        @Nullable LocalDate firstDay,
        @Nullable LocalDate lastDay,
        boolean repeats,
        boolean cancelled,
        boolean changed,
        String answer) {}
