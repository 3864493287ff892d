package co.getanswers.bench;

/**
 * A request of the load generator.
 *
 * @param type of the body; empty if there is none
 * @param token empty for none
 */
record Request(String method, String path, String type, String token, String body) {
    static Request get(String path, String token) {
        return new Request("GET", path, "", token, "");
    }

    static Request post(String path, String type, String token, String body) {
        return new Request("POST", path, type, token, body);
    }

    String line() {
        return String.join("\t", method, path, type, token, body.replace("\n", "\\n"));
    }
}
