package co.getanswers.action;

import co.getanswers.objective.ObjectiveStatus;
import co.getanswers.platform.References;
import co.getanswers.policy.Category;
import co.getanswers.policy.RiskLevel;
import co.getanswers.triage.ActionType;
import co.getanswers.triage.Rationale;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An action that the agent proposed for a message, and the decision about it. The review queue shows it as a card. */
@Entity
@Table(
        name = "agent_actions",
        indexes = {
            @Index(name = "ix_agent_actions_conversation_id", columnList = "conversation_id"),
            @Index(name = "ix_agent_actions_message_id", columnList = "message_id"),
            @Index(
                    name = "ix_agent_actions_queue",
                    columnList = "user_id, priority_score desc, created_at desc, id desc",
                    options = "where status = 'pending'"),
            @Index(
                    name = "ix_agent_actions_queue_by_risk",
                    columnList = "user_id, risk_level, priority_score desc, created_at desc, id desc",
                    options = "where status = 'pending'"),
            @Index(
                    name = "ix_agent_actions_queue_uncertain",
                    columnList = "user_id, priority_score desc, created_at desc, id desc",
                    options = "where status = 'pending' and confidence_score < 0.6"),
            @Index(
                    name = "ix_agent_actions_resolved",
                    columnList = "user_id, status, priority_score desc, created_at desc, id desc",
                    options = "where status <> 'pending'"),
            @Index(
                    name = "ix_agent_actions_drafts",
                    columnList = "user_id, priority_score desc, created_at desc, id desc",
                    options = "where status = 'approved' and decided_by = 'agent' and action_type = 'draft'"),
            @Index(name = "ix_agent_actions_log", columnList = "user_id, created_at desc, id desc")
        })
public class AgentAction extends PanacheEntityBase {
    @Id
    public UUID id;

    @References(table = "users")
    @Column(name = "user_id", nullable = false)
    public UUID userId;

    @References(table = "conversations")
    @Column(name = "conversation_id", nullable = false)
    public UUID conversationId;

    /** The message that the action is about; absent from rows of the old service, and once it was deleted with its mailbox. */
    @References(table = "messages")
    @Column(name = "message_id")
    public @Nullable UUID messageId;

    @Column(name = "action_type", nullable = false, length = 50)
    public ActionType actionType;

    @Column(name = "proposed_content", nullable = false, columnDefinition = "text")
    public String proposedContent;

    /** From 0 to 1. */
    @Column(
            name = "confidence_score",
            nullable = false,
            check =
                    @CheckConstraint(
                            name = "ck_agent_actions_confidence_score",
                            constraint = "confidence_score between 0 and 1"))
    public double confidenceScore;

    @Column(name = "risk_level", nullable = false, length = 20)
    public RiskLevel riskLevel;

    /** From 0 to 100, the most urgent highest. */
    @Column(
            name = "priority_score",
            nullable = false,
            check =
                    @CheckConstraint(
                            name = "ck_agent_actions_priority_score",
                            constraint = "priority_score between 0 and 100"))
    public int priorityScore;

    @Column(nullable = false, length = 20)
    public ActionStatus status = ActionStatus.PENDING;

    /** Absent only from rows of the old service. */
    @Column(length = 20)
    public @Nullable Category category;

    @Column(columnDefinition = "text")
    public @Nullable String summary;

    /** The signals and policies that counted, each with its weight. */
    @JdbcTypeCode(SqlTypes.JSON)
    public @Nullable Rationale rationale;

    /** The text that the person typed instead of the proposal, which is kept beside it. */
    @Column(name = "user_edit", columnDefinition = "text")
    public @Nullable String userEdit;

    /** True if the person chose to reply to all. */
    @ColumnDefault("false")
    @Column(name = "reply_all", nullable = false)
    public boolean replyAll;

    /** The recipients that the person typed, as {@code {to, cc}}; absent if the answered message determines them. */
    @ColumnTransformer(read = "recipients::text", write = "?::text::jsonb")
    @Column(columnDefinition = "jsonb")
    public @Nullable String recipients;

    @Column(name = "override_reason", columnDefinition = "text")
    public @Nullable String overrideReason;

    @Column(name = "escalation_note", columnDefinition = "text")
    public @Nullable String escalationNote;

    @Column(name = "approval_note", columnDefinition = "text")
    public @Nullable String approvalNote;

    /** Absent while pending, and from rows of the old service. */
    @Column(name = "decided_by", length = 20)
    public @Nullable Decider decidedBy;

    /** The objective's status before the decision, for a withdrawal; absent while pending. */
    @Column(name = "objective_before", length = 50)
    public @Nullable ObjectiveStatus objectiveBefore;

    /** The objective's due date before the decision, for a withdrawal; absent unless it was scheduled. */
    @Column(name = "objective_due_before")
    public Instant objectiveDueBefore;

    /** The proposed type, for a withdrawal; absent unless the person's text made a reply of the card. */
    @Column(name = "action_type_before", length = 50)
    public @Nullable ActionType actionTypeBefore;

    /** The reason why a decision came back to review. */
    @Column(name = "returned_reason", columnDefinition = "text")
    public @Nullable String returnedReason;

    /** The time at which a scheduled matter comes back; absent unless the message names a day. */
    @Column(name = "due_at")
    public @Nullable Instant dueAt;

    /** The time at which the message of a decided action was deleted with its mailbox; absent unless it was. */
    @Column(name = "mail_deleted_at")
    public @Nullable Instant mailDeletedAt;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    /** Absent until the first change. */
    @Column(name = "updated_at")
    public @Nullable Instant updatedAt;

    @Column(name = "resolved_at")
    public @Nullable Instant resolvedAt;

    @Column(name = "approved_at")
    public @Nullable Instant approvedAt;
}
