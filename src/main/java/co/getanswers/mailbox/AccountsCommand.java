package co.getanswers.mailbox;

import co.getanswers.platform.ApplicationCommand;
import co.getanswers.platform.EnumValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The {@code accounts} command: the mailboxes on other servers, for operators. */
@Command(
        name = "accounts",
        description = "Connects, lists and disconnects users' mailboxes on other servers.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {
            AccountsCommand.ListAll.class,
            AccountsCommand.Add.class,
            AccountsCommand.Sync.class,
            AccountsCommand.Remove.class,
            AccountsCommand.Reseal.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it is done", "1:it failed; standard error says why", "2:the command line can't be understood"
        })
public class AccountsCommand {
    /** A command for the mailboxes of one user. */
    abstract static class ForUser implements Callable<Integer> {
        @Option(
                names = "--user",
                required = true,
                paramLabel = "EMAIL",
                description = "The address of the user whose mailbox it is.")
        private String user;

        private final String name;

        ForUser(String name) {
            this.name = name;
        }

        List<String> arguments() {
            return List.of();
        }

        /** The arguments of {@link AccountsApplication}. */
        final List<String> line() {
            var line = new ArrayList<>(List.of(name, user));
            line.addAll(arguments());
            return line;
        }

        @Override
        public Integer call() {
            return run(line());
        }
    }

    private static int run(List<String> arguments) {
        return ApplicationCommand.run("the command", AccountsApplication.class, arguments);
    }

    @Command(name = "list", description = "Lists the mailboxes with their states.", mixinStandardHelpOptions = true)
    static class ListAll extends ForUser {
        ListAll() {
            super("list");
        }
    }

    @Command(
            name = "add",
            description = {
                "Connects a mailbox, after it has logged in to both servers.",
                "The password is asked for on the terminal, or is the first line of standard input."
            },
            mixinStandardHelpOptions = true)
    static class Add extends ForUser {
        @Option(
                names = "--address",
                required = true,
                paramLabel = "EMAIL",
                description = "An address of the mailbox, the main one first; may be repeated.")
        private List<String> addresses = List.of();

        @Option(
                names = "--imap",
                defaultValue = "",
                paramLabel = "HOST[:PORT]",
                description =
                        "The server to read from, at port 993 by default; at port 143 encryption begins by STARTTLS."
                                + " Default: that of a well-known provider.")
        private String imap;

        @Option(
                names = "--smtp",
                defaultValue = "",
                paramLabel = "HOST[:PORT]",
                description =
                        "The server to send by, at port 465 by default; at port 587 encryption begins by STARTTLS."
                                + " Default: that of a well-known provider.")
        private String smtp;

        @Option(
                names = "--login",
                defaultValue = "",
                paramLabel = "NAME",
                description = "The name to log in with. Default: the main address.")
        private String login;

        @Option(
                names = "--on-file",
                converter = FilingConverter.class,
                paramLabel = "leave|archive|folder",
                description = "The place to which the mail of a filed card goes: it stays in the inbox, goes to the"
                        + " archive, or to the folder of --file-folder. Default: leave.")
        private Filing onFile;

        @Option(
                names = "--file-folder",
                defaultValue = "",
                paramLabel = "NAME",
                description = "The folder for the mail of filed cards, with --on-file folder; it is made where there is"
                        + " none, and / separates levels.")
        private String fileFolder;

        @Option(
                names = "--keeps-sent",
                negatable = true,
                description = "Puts a copy of each reply into the folder of sent mail, or does not. Default: it does,"
                        + " unless the servers are known to do so themselves.")
        private Boolean keepsSent;

        @Option(names = "--keeps-drafts", description = "Keeps the answers of waiting cards in the folder of drafts.")
        private boolean keepsDrafts;

        Add() {
            super("add");
        }

        @Override
        List<String> arguments() {
            var arguments = new ArrayList<>(List.of(
                    imap,
                    smtp,
                    login,
                    onFile == null ? "" : onFile.value(),
                    fileFolder,
                    keepsSent == null ? "" : keepsSent.toString(),
                    Boolean.toString(keepsDrafts)));
            arguments.addAll(addresses);
            return arguments;
        }
    }

    static final class FilingConverter implements ITypeConverter<Filing> {
        @Override
        public Filing convert(String value) {
            try {
                return EnumValue.parse(Filing.class, value);
            } catch (IllegalArgumentException unknown) {
                throw new TypeConversionException(String.valueOf(unknown.getMessage()));
            }
        }
    }

    /** A command for one mailbox. */
    abstract static class ForMailbox extends ForUser {
        @Parameters(paramLabel = "MAILBOX", description = "The id of the mailbox, or one of its addresses.")
        private String mailbox;

        ForMailbox(String name) {
            super(name);
        }

        @Override
        List<String> arguments() {
            return List.of(mailbox);
        }
    }

    @Command(
            name = "sync",
            description = "Has a worker connect to a mailbox anew and fetch its mail, also if it is paused or needs"
                    + " attention.",
            mixinStandardHelpOptions = true)
    static class Sync extends ForMailbox {
        Sync() {
            super("sync");
        }
    }

    @Command(
            name = "remove",
            description =
                    "Disconnects a mailbox and deletes its password; its mail stays, unless --with-mail is given.",
            mixinStandardHelpOptions = true)
    static class Remove extends ForMailbox {
        @Option(
                names = AccountsApplication.WITH_MAIL,
                description = {
                    "Also deletes the messages here that came through this mailbox alone, and the cards that wait for them.",
                    "Mail at the provider stays, as do decided cards and sent replies."
                })
        private boolean withMail;

        Remove() {
            super("remove");
        }

        @Override
        List<String> arguments() {
            var arguments = new ArrayList<>(super.arguments());
            if (withMail) {
                arguments.add(AccountsApplication.WITH_MAIL);
            }
            return arguments;
        }
    }

    @Command(
            name = "reseal",
            description = {
                "Encrypts with GETANSWERS_CREDENTIALS_KEY the stored passwords that another key encrypted, one of"
                        + " GETANSWERS_CREDENTIALS_OTHER_KEYS. The service may run meanwhile.",
                "Names those that no key opens, and leaves them as they are."
            },
            mixinStandardHelpOptions = true)
    static class Reseal implements Callable<Integer> {
        @Override
        public Integer call() {
            return run(List.of("reseal"));
        }
    }
}
