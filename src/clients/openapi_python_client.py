"""Walks through the interface with the client of openapi-python-client: URL MAILBOX"""

import io
import json
import sys
import uuid
from pathlib import Path

from get_answers_client import AuthenticatedClient, Client
from get_answers_client.api.authentication import get_me, register
from get_answers_client.api.mail import get_conversation, import_mailbox
from get_answers_client.api.review import get_card, get_stats, list_queue, override_card
from get_answers_client.models import ActionStatus, CardOverride, Registration
from get_answers_client.types import File

url, mailbox = sys.argv[1], Path(sys.argv[2])
registration = Registration(email=f"{uuid.uuid4()}@people.example", password=str(uuid.uuid4()), name="Walker")
tokens = register.sync(client=Client(base_url=url), body=registration)
client = AuthenticatedClient(base_url=url, token=tokens.access_token)
imported = import_mailbox.sync_detailed(client=client, body=File(payload=io.BytesIO(mailbox.read_bytes())))
assert json.loads(imported.content.splitlines()[-1])["done"], imported

cards = list_queue.sync(client=client, limit=1).cards
thread = get_conversation.sync(cards[0].conversation_id, client=client)
assert thread.timeline[0].sender_email == cards[0].sender.email, thread
seen = 0
while cards:
    decided = override_card.sync(
        cards[0].id, client=client, body=CardOverride(reason="A walk"), idempotency_key=str(uuid.uuid4())
    )
    assert decided.status == ActionStatus.REJECTED, decided
    cards = list_queue.sync(client=client, limit=1).cards
    seen += 1
assert seen == 2, seen
assert get_stats.sync(client=client).global_status.pending_count == 0
assert get_me.sync(client=client).user.email == tokens.user.email
assert get_card.sync_detailed(uuid.uuid4(), client=client).status_code == 404
