"""Walks through the interface with the client that openapi-generator makes for Python: URL MAILBOX"""

import json
import sys
import uuid
from pathlib import Path

import openapi_client as api

url, mailbox = sys.argv[1], Path(sys.argv[2])
configuration = api.Configuration(host=url)
with api.ApiClient(configuration) as client:
    tokens = api.AuthenticationApi(client).register(
        api.Registration(email=f"{uuid.uuid4()}@people.example", password=str(uuid.uuid4()), name="Walker")
    )
    configuration.access_token = tokens.access_token
    lines = api.MailApi(client).import_mailbox_without_preload_content(mailbox.read_bytes()).data
    assert json.loads(lines.splitlines()[-1])["done"], lines

    review = api.ReviewApi(client)
    cards = review.list_queue(limit=1).cards
    thread = api.MailApi(client).get_conversation(cards[0].conversation_id)
    assert thread.timeline[0].sender_email == cards[0].sender.email, thread
    seen = 0
    while cards:
        decided = review.override_card(cards[0].id, api.CardOverride(reason="A walk"), idempotency_key=str(uuid.uuid4()))
        assert decided.status == api.ActionStatus.REJECTED, decided
        cards = review.list_queue(limit=1).cards
        seen += 1
    assert seen == 2, seen
    assert review.get_stats().global_status.pending_count == 0
    assert api.AuthenticationApi(client).get_me().user.email == tokens.user.email
    try:
        review.get_card(str(uuid.uuid4()))
        raise AssertionError("a card that is not there")
    except api.exceptions.NotFoundException as absent:
        assert absent.data.status == 404, absent
