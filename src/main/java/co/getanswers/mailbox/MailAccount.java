package co.getanswers.mailbox;

import co.getanswers.platform.References;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A mailbox on another server that a user has connected. */
@Entity
@Table(
        name = "mail_accounts",
        indexes = {
            @Index(name = "ix_mail_accounts_user_id", columnList = "user_id"),
            @Index(name = "ix_mail_accounts_leased_by", columnList = "leased_by"),
            @Index(
                    name = "ix_mail_accounts_available_at",
                    columnList = "available_at",
                    options = "where leased_by is null")
        })
public class MailAccount extends PanacheEntityBase {
    @Id
    public UUID id;

    @References(table = "users")
    @Column(name = "user_id", nullable = false)
    public UUID userId;

    @Column(nullable = false, length = 20)
    public MailProvider provider = MailProvider.IMAP;

    /** The addresses whose mail arrives here, in lower case: mail from them is the user's own. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(nullable = false, columnDefinition = "text[]")
    public List<String> addresses;

    /** The host that mail is read from: at Gmail that of its own interface, with the address as the name. */
    @Column(name = "imap_host", nullable = false, length = 255)
    public String imapHost;

    @Column(name = "imap_port", nullable = false)
    public int imapPort;

    @Column(name = "imap_tls", nullable = false, length = 20)
    public TlsMode imapTls;

    @Column(name = "imap_username", nullable = false, length = 320)
    public String imapUsername;

    @Column(name = "smtp_host", nullable = false, length = 255)
    public String smtpHost;

    @Column(name = "smtp_port", nullable = false)
    public int smtpPort;

    @Column(name = "smtp_tls", nullable = false, length = 20)
    public TlsMode smtpTls;

    @Column(name = "smtp_username", nullable = false, length = 320)
    public String smtpUsername;

    /** Ciphertext only, made by {@link AccountPasswords}: the password, at Gmail the refresh token. */
    @ColumnTransformer(read = "sealed_password::text", write = "?::text::jsonb")
    @Column(name = "sealed_password", nullable = false, columnDefinition = "jsonb")
    public String sealedPassword;

    /** True if a copy of each reply is put into the folder of sent mail; some servers do that themselves. */
    @Column(name = "keeps_sent", nullable = false)
    public boolean keepsSent;

    /** The place to which the mail of a filed card goes. */
    @ColumnDefault("'leave'")
    @Column(name = "on_file", nullable = false, length = 20)
    public Filing onFile = Filing.LEAVE;

    /** The folder or label for the mail of filed cards; absent unless the person has named one. */
    @Column(name = "file_folder", columnDefinition = "text")
    public @Nullable String fileFolder;

    /** True if the answers of waiting cards are kept in the folder of drafts. */
    @ColumnDefault("false")
    @Column(name = "keeps_drafts", nullable = false)
    public boolean keepsDrafts;

    @Column(nullable = false, length = 20)
    public AccountState state = AccountState.CONNECTING;

    /** The reason for the state, for the person. */
    @Column(name = "state_reason", columnDefinition = "text")
    public @Nullable String stateReason;

    /** Grows with every change by the person, so that a worker notices it. */
    @Column(nullable = false)
    public int version;

    @Column(name = "messages_total", nullable = false)
    public int messagesTotal;

    @Column(name = "messages_done", nullable = false)
    public int messagesDone;

    /** The last time at which everything was fetched; absent before the first. */
    @Column(name = "last_success_at")
    public @Nullable Instant lastSuccessAt;

    /** The worker that holds the account. */
    @References(table = "mailbox_workers", onDelete = OnDeleteAction.SET_NULL)
    @Column(name = "leased_by", length = 255)
    public @Nullable String leasedBy;

    /** The time before which no worker takes the account. */
    @Column(name = "available_at", nullable = false)
    public Instant availableAt;

    /** The attempts in a row that found no server. */
    @Column(nullable = false)
    public int failures;

    /** The attempts in a row whose login was refused. */
    @Column(nullable = false)
    public int refusals;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    public Instant updatedAt;

    public ServerSettings imap() {
        return new ServerSettings(imapHost, imapPort, imapTls, imapUsername);
    }

    public ServerSettings smtp() {
        return new ServerSettings(smtpHost, smtpPort, smtpTls, smtpUsername);
    }

    void connectTo(ServerSettings imap, ServerSettings smtp) {
        imapHost = imap.host();
        imapPort = imap.port();
        imapTls = imap.tls();
        imapUsername = imap.username();
        smtpHost = smtp.host();
        smtpPort = smtp.port();
        smtpTls = smtp.tls();
        smtpUsername = smtp.username();
    }

    /** Has a worker connect soon, whatever happened before. */
    void connectAgain(Instant now) {
        state = AccountState.CONNECTING;
        stateReason = null;
        failures = 0;
        refusals = 0;
        availableAt = now;
    }

    /** Records a change by the person at a time, after which a worker connects anew. */
    void changed(Instant now) {
        version++;
        updatedAt = now;
    }
}
