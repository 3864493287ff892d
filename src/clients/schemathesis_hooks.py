"""What Schemathesis has to know about the interface, and the refusals that no schema can foretell, each with its reason."""

import json
import uuid

import schemathesis
from hypothesis import strategies

LETTERS = strategies.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20)
# A mailbox of one message is a message, too, whose first line is skipped.
MAILBOX = (
    b"From ann@client.example Mon Nov  2 10:00:00 2026\n"
    b"From: Ann <ann@client.example>\nTo: you@example.com\nSubject: The renewal\n\nCould you send me the contract?\n"
)

# Beginnings of messages of problems that depend on more than the form of a request.
EXPLAINED = {
    "The cursor can't be read": "a cursor is opaque: only one from a page is taken",
    "is one of the most common passwords": "the list of passwords is no part of a schema",
    "must not contain your": "the user's own address and name are refused as a password",
    "is too easy to guess": "the strength of a password is no part of a schema",
    "must be given: the account has a password": "it depends on the account",
    "is only for a scheduled objective": "it depends on another field",
    "must be given together": "it depends on another field",
    "must not be given together": "it depends on another field",
    "must name somebody": "it depends on another field",
    "must be e-mail addresses": "the form of addresses has more rules than an expression can hold",
    "must be an e-mail address": "the form of addresses has more rules than an expression can hold",
    "must be an http or https URL": "the form of URLs has more rules than an expression can hold",
    "must be in the future, and within": "it depends on the time",
    "must not be blank": "control characters are blank, too, which every dialect of expressions sees differently",
    "The mail is not the one that you saw": "it depends on the preview that the user saw",
    "must be 5 to 120": "the bounds of the undo window are settings",
    "must be a time such as": "not every day of a form is in the calendar",
}

schemathesis.openapi.format("email", strategies.builds("{}@{}.example".format, LETTERS, LETTERS))
for media_type in ["message/rfc822", "application/mbox", "application/octet-stream"]:
    schemathesis.openapi.media_type(media_type, strategies.just(MAILBOX))


@schemathesis.hook
def before_call(context, case, kwargs):
    """Gives each request a key of its own: one that was used for another request is refused, as the draft says."""
    if case.headers and case.headers.get("Idempotency-Key"):
        case.headers["Idempotency-Key"] = str(uuid.uuid4())


def is_explained(error):
    """Tells whether no schema can foretell an error; the rules of policies are a language of their own."""
    return "rules" in error["field"].split(".") or any(error["message"].startswith(start) for start in EXPLAINED)


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Tells whether a failure counts: a refusal of valid data does if it has any reason that is not explained."""
    kind = type(failure).__name__
    if kind == "UnsupportedMethodResponse":
        # The path is that of an account, too, whose methods answer that there is none with this id.
        return case.operation.path != "/api/accounts/servers" or response.status_code not in (404, 422)
    if kind != "RejectedPositiveData":
        return True
    problem = json.loads(response.content)
    errors = problem.get("errors") or [{"field": "", "message": problem["detail"]}]
    return not all(is_explained(error) for error in errors)
