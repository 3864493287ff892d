package co.getanswers.triage;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.triage.FileKinds.Danger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileKindsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan.pif",
                "plan.cpl",
                "plan.chm",
                "plan.url",
                "plan.scf",
                "plan.reg",
                "plan.xll",
                "plan.vhdx",
                "plan.cab",
                "plan.jnlp",
                "plan.wsh",
                "plan.mht",
                "plan.xhtml",
                "plan.shtml",
                "plan.application",
                "plan.appinstaller",
                "plan.msix",
                "plan.dll",
                "plan.apk",
                "plan.dmg",
                "plan.pkg",
                "plan.sh",
                "plan.py",
                "plan.svgz",
                "plan.library-ms",
                "plan.search-ms",
                "PLAN.EXE",
                "plan.exe.",
                "plan.exe. . ",
                "plan.pdf.exe",
                "plan.pdf          .exe",
                "plan.exe\u00a0",
                "\"plan.exe\"",
                "plan.exe::$DATA",
                "plan.ｅｘｅ",
                "plan.e\u200bxe\u200b.scr",
                "plan\u202efdp.exe",
                "plan\u202exe.pdf",
                "plan.{3050f4d8-98b5-11cf-bb82-00aa00bdce0b}",
                "folder/plan.exe",
                "folder\\plan.lnk",
                "application/x-msdownload",
                "application/vnd.android.package-archive"
            })
    void whatRunsIsAProgramWhateverItsNameShows(String name) {
        assertThat(FileKinds.get().ofName(name)).isEqualTo(Danger.PROGRAM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plan.docm", "plan.zip", "plan.tar.gz", "word/vbaProject.bin", "application/x-7z-compressed"})
    void whatMayHideAProgramIsAContainer(String name) {
        assertThat(FileKinds.get().ofName(name)).isEqualTo(Danger.CONTAINER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan.pdf",
                "exe",
                "plan.exe.pdf",
                "plan",
                "invite.ics",
                "photo.jpg",
                "application/pdf",
                "v1.2",
                ""
            })
    void otherFilesAreNone(String name) {
        assertThat(FileKinds.get().ofName(name)).isEqualTo(Danger.NONE);
    }
}
