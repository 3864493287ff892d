package co.getanswers.console;

import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.zip.GZIPInputStream;

/** TypeScript's compiler in a page of a browser, as a check of types alone: nothing is emitted. */
final class TypeScript {
    private static final String PROPERTIES = "META-INF/maven/org.mvnpm/typescript/pom.properties";
    private static final int BLOCK = 512;

    /** Compiles the sources, and answers with a line for each complaint; the library is parsed once, and taken as right. */
    private static final String CHECK = """
            sources => {
                const options = {
                    allowJs: true, checkJs: true, noEmit: true, strict: true, skipDefaultLibCheck: true, useUnknownInCatchVariables: false,
                    types: [],
                    target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
                    lib: ['lib.esnext.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
                };
                const host = {
                    getSourceFile: (name, target) => name in sources ? ts.createSourceFile(name, sources[name], target)
                        : name in library ? parsed[name] ??= ts.createSourceFile(name, library[name], target) : undefined,
                    fileExists: name => name in sources || name in library,
                    readFile: name => sources[name] ?? library[name],
                    getDefaultLibFileName: () => '/lib/lib.esnext.full.d.ts',
                    getDefaultLibLocation: () => '/lib',
                    getCurrentDirectory: () => '/',
                    getCanonicalFileName: name => name,
                    useCaseSensitiveFileNames: () => true,
                    getNewLine: () => '\\n',
                    writeFile: () => {},
                };
                const program = ts.createProgram(Object.keys(sources), options, host);
                return ts.getPreEmitDiagnostics(program).map(({file, start, messageText}) => {
                    const place = file ? file.fileName.slice(1) + ':' + (file.getLineAndCharacterOfPosition(start).line + 1) + ': ' : '';
                    return place + ts.flattenDiagnosticMessageText(messageText, ' ');
                });
            }""";

    private final Page page;

    /** Loads the compiler and its declarations of the language and of the browser, from the dependency, into a page. */
    TypeScript(Page page) throws IOException {
        this.page = page;
        var properties = TypeScript.class.getClassLoader().getResource(PROPERTIES);
        if (properties == null) {
            throw new IllegalStateException("The compiler comes with the profile: ./mvnw -Pbrowser …");
        }
        var known = new Properties();
        try (var in = properties.openStream()) {
            known.load(in);
        }
        var connection = (JarURLConnection) properties.openConnection();
        connection.setUseCaches(false);
        try (var jar = connection.getJarFile()) {
            try (var declarations = open(jar, "META-INF/.more.tgz")) {
                var library = declarations(new GZIPInputStream(declarations).readAllBytes());
                page.evaluate("library => void Object.assign(window, {library, parsed: {}})", library);
            }
            var compiler =
                    "META-INF/resources/_static/typescript/" + known.getProperty("version") + "/lib/typescript.js";
            try (var in = open(jar, compiler)) {
                page.addScriptTag(new Page.AddScriptTagOptions()
                        .setContent(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
    }

    /**
     * The complaints about sources, as {@code file:line: text}.
     *
     * @param sources texts by file name
     */
    @SuppressWarnings("unchecked")
    List<String> complaints(Map<String, String> sources) {
        var named = new HashMap<String, String>();
        sources.forEach((name, text) -> named.put("/" + name, text));
        return (List<String>) page.evaluate(CHECK, named);
    }

    private static InputStream open(JarFile jar, String name) throws IOException {
        var entry = jar.getEntry(name);
        if (entry == null) {
            throw new IllegalStateException(jar.getName() + " has no " + name);
        }
        return jar.getInputStream(entry);
    }

    /** Reads the library from an archive of tar: a block with the name and the size in octal digits before each file. */
    private static Map<String, String> declarations(byte[] archive) throws IOException {
        var library = new HashMap<String, String>();
        var in = new ByteArrayInputStream(archive);
        for (var header = in.readNBytes(BLOCK);
                header.length == BLOCK && header[0] != 0;
                header = in.readNBytes(BLOCK)) {
            var name = text(header, 0, 100);
            var size = Integer.parseInt(text(header, 124, 12), 8);
            var content = in.readNBytes(size);
            in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
            var file = name.substring(name.lastIndexOf('/') + 1);
            if (file.startsWith("lib.") && !file.contains("webworker")) {
                library.put("/lib/" + file, new String(content, StandardCharsets.UTF_8));
            }
        }
        return library;
    }

    private static String text(byte[] header, int start, int length) {
        return new String(header, start, length, StandardCharsets.US_ASCII)
                .replace('\0', ' ')
                .trim();
    }
}
