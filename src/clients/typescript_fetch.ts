// Walks through the interface with the client that openapi-generator makes for TypeScript: URL MAILBOX
import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {AuthenticationApi, Configuration, MailApi, ResponseError, ReviewApi} from './index';

async function walk(basePath: string, mailbox: string) {
    const tokens = await new AuthenticationApi(new Configuration({basePath})).register({
        registration: {email: `${randomUUID()}@people.example`, password: randomUUID(), name: 'Walker'},
    });
    const configuration = new Configuration({basePath, accessToken: tokens.accessToken});
    const mail = new MailApi(configuration);
    const lines = await mail.importMailbox({body: new Blob([readFileSync(mailbox)])});
    assert.equal(JSON.parse(lines.trim().split('\n').at(-1)!).done, true);

    const review = new ReviewApi(configuration);
    let {cards} = await review.listQueue({limit: 1});
    const thread = await mail.getConversation({id: cards[0].conversationId});
    assert.equal(thread.timeline[0].senderEmail, cards[0].sender?.email);
    let seen = 0;
    for (; cards.length > 0; seen++) {
        const decided = await review.overrideCard({
            id: cards[0].id,
            cardOverride: {reason: 'A walk'},
            idempotencyKey: randomUUID(),
        });
        assert.equal(decided.status, 'rejected');
        ({cards} = await review.listQueue({limit: 1}));
    }
    assert.equal(seen, 2);
    assert.equal((await review.getStats()).globalStatus.pendingCount, 0);
    assert.equal((await new AuthenticationApi(configuration).getMe()).user.email, tokens.user.email);
    await assert.rejects(
        review.getCard({id: randomUUID()}),
        (failure: unknown) => failure instanceof ResponseError && failure.response.status === 404);
}

walk(process.argv[2], process.argv[3]);
