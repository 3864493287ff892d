// Walks through the interface with the client of openapi-ts: URL MAILBOX
import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {getCard, getConversation, getMe, getStats, importMailbox, listQueue, overrideCard, register} from './sdk.gen';
import {client} from './client.gen';

async function walk(baseUrl: string, mailbox: string) {
    client.setConfig({baseUrl, throwOnError: true});
    const {data: tokens} = await register({
        body: {email: `${randomUUID()}@people.example`, password: randomUUID(), name: 'Walker'},
        throwOnError: true,
    });
    client.setConfig({auth: tokens.access_token});
    const {data: lines} = await importMailbox({
        body: new Blob([readFileSync(mailbox)]),
        parseAs: 'text',
        throwOnError: true,
    });
    assert.equal(JSON.parse(lines.trim().split('\n').at(-1)!).done, true);

    let cards = (await listQueue({query: {limit: 1}, throwOnError: true})).data.cards;
    const {data: thread} = await getConversation({path: {id: cards[0].conversationId}, throwOnError: true});
    assert.equal(thread.timeline[0].senderEmail, cards[0].sender?.email);
    let seen = 0;
    for (; cards.length > 0; seen++) {
        const {data: decided} = await overrideCard({
            path: {id: cards[0].id},
            body: {reason: 'A walk'},
            headers: {'Idempotency-Key': randomUUID()},
            throwOnError: true,
        });
        assert.equal(decided.status, 'rejected');
        cards = (await listQueue({query: {limit: 1}, throwOnError: true})).data.cards;
    }
    assert.equal(seen, 2);
    assert.equal((await getStats({throwOnError: true})).data.globalStatus.pendingCount, 0);
    assert.equal((await getMe({throwOnError: true})).data.user.email, tokens.user.email);
    const absent = await getCard({path: {id: randomUUID()}, throwOnError: false});
    assert.equal(absent.error?.status, 404);
}

walk(process.argv[2], process.argv[3]);
