package co.getanswers.mailbox;

import co.getanswers.platform.EnumValueConverter;
import jakarta.persistence.Converter;

/** The folders of an account that are read. */
enum FolderRole {
    INBOX,
    SENT;

    @Converter(autoApply = true)
    static class ValueConverter extends EnumValueConverter<FolderRole> {
        ValueConverter() {
            super(FolderRole.class);
        }
    }
}
