import {raw} from './api.js';

/** Pauses before the stream is opened again, in milliseconds. */
const SHORTEST = 1000;
const LONGEST = 30000;
/** The time after which a page that nobody sees gives its connection up: browsers open six to a host. */
const HIDDEN = 20000;

/** @param {number} milliseconds */
const sleep = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

/**
 * Calls `heard` with what has changed, for as long as the page lives; nothing that happens meanwhile is missed.
 * @param {(change: Api.Change) => void} heard
 */
export async function listen(heard) {
    /** @type {string | null} */
    let last = null;
    let pause = SHORTEST;
    for (;;) {
        await seen();
        const stream = new AbortController();
        const watch = endWhenHidden(stream);
        try {
            /** @type {Record<string, string>} */
            const headers = {Accept: 'text/event-stream'};
            if (last) headers['Last-Event-ID'] = last;
            const response = await raw('GET', '/api/events', undefined, headers, stream.signal);
            for await (const event of response.body ? events(response.body) : []) {
                pause = SHORTEST;
                last = event.id ?? last;
                if (event.event === 'changed') heard(JSON.parse(event.data));
            }
        } catch (problem) {
            pause = Math.max(pause, 1000 * (problem.retryAfter || 0));
        } finally {
            watch.end();
        }
        await sleep(pause * (1 + Math.random()));
        pause = Math.min(2 * pause, LONGEST);
    }
}

/**
 * Calls `act` after changes of the person's mail for as long as a screen is shown, once at a time and with a pause between.
 * @param {HTMLElement} screen
 * @param {() => Promise<unknown>} act
 * @param {number} [pause] in milliseconds
 */
export function follow(screen, act, pause = 0) {
    let isBusy = false;
    let isDue = false;
    /** @param {CustomEvent<Api.Change>} event */
    const heard = async event => {
        if (!screen.isConnected) document.removeEventListener('changed', heard);
        isDue = isDue || event.detail.mailbox;
        if (isBusy) return;
        isBusy = true;
        while (isDue && screen.isConnected) {
            isDue = false;
            // A failure shows nothing: what is shown stays, and the next change reads again.
            await act().catch(() => {});
            if (pause) await sleep(pause);
        }
        isBusy = false;
    };
    document.addEventListener('changed', heard);
}

/**
 * Resolves as soon as the person sees the page.
 * @returns {Promise<void>}
 */
function seen() {
    return new Promise(resolve => {
        const look = () => {
            if (document.hidden) return;
            document.removeEventListener('visibilitychange', look);
            resolve();
        };
        document.addEventListener('visibilitychange', look);
        look();
    });
}

/** @param {AbortController} stream */
function endWhenHidden(stream) {
    let timer = 0;
    const look = () => {
        clearTimeout(timer);
        if (document.hidden) timer = setTimeout(() => stream.abort(), HIDDEN);
    };
    document.addEventListener('visibilitychange', look);
    return {
        end() {
            clearTimeout(timer);
            document.removeEventListener('visibilitychange', look);
        },
    };
}

/**
 * Reads the events of a stream (WHATWG HTML, 9.2.6); comments are left out.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} body
 */
async function* events(body) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    /** @type {Record<string, string>} */
    let event = {};
    for (;;) {
        const {value, done} = await reader.read();
        if (done) return;
        const lines = (rest + value).split(/\r?\n/);
        rest = lines.pop() ?? '';
        for (const line of lines) {
            const [, field, text] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
            if (field) event[field] = field === 'data' && event.data !== undefined ? event.data + '\n' + text : text;
            else if (line === '') {
                if (event.data !== undefined) yield event;
                event = {};
            }
        }
    }
}
