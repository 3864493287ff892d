import {call, raw, requestName, user} from './api.js';
import * as drafts from './drafts.js';
import {announce, fill, h, released, update} from './dom.js';
import {place} from './joining.js';
import {offer} from './undo.js';
import {size, t, time} from './words.js';

// The one place where text becomes markup: the document of a mail, made safe by the service, in a frame that runs nothing.
const policy = window.trustedTypes?.createPolicy('mail', {createHTML: text => text}) ?? {createHTML: text => text};

const ANY = {Accept: '*/*'};

/**
 * The conversations that elements show, with their messages and the form of an answer, which stay when they are shown anew.
 * @typedef {{conversation: string, messages: Map<string, {text: string, element: HTMLElement}>, timeline: HTMLElement, reply: HTMLElement}} View
 * @type {WeakMap<Element, View>}
 */
const views = new WeakMap();

/**
 * Shows a conversation in an element; one that it shows already is brought up to date under the hands of the person.
 * @param {HTMLElement} element
 * @param {string} conversation
 * @returns {Promise<void>}
 */
export async function showThread(element, conversation) {
    const before = views.get(element);
    const isNew = before?.conversation !== conversation;
    if (isNew) fill(element, h('p', {class: 'quiet', role: 'status'}, t('The conversation is loading …')));
    let thread;
    try {
        thread = await call('GET', `/api/conversations/${conversation}`);
        await released();
    } catch (problem) {
        if (!isNew) return;
        fill(element, h('p', {class: 'error', role: 'alert'}, problem.message),
            h('button', {onclick: () => showThread(element, conversation)}, t('Try again')));
        return;
    }
    const view = isNew ? {conversation, messages: new Map(), timeline: h('ol', {class: 'timeline'}), reply: reply(thread.id)} : before;
    views.set(element, view);
    update(view.timeline, thread.timeline.map(item => messageOf(view, item)));
    update(element, h('h3', {}, t('Conversation')), place(thread, async () => {
        await showThread(element, conversation);
        /** @type {HTMLElement | null} */ (element.querySelector('.notice button, button.move'))?.focus();
    }),
        thread.timelineCapped && h('p', {class: 'quiet'}, t('Older messages are not shown.')),
        view.timeline, view.reply);
}

/**
 * A message of a view; one that has not changed stays, with what was unfolded or loaded in it.
 * @param {View} view
 * @param {Api.TimelineItem} item
 */
function messageOf(view, item) {
    const text = JSON.stringify({...item, isCollapsed: null});
    const known = view.messages.get(item.id);
    if (known?.text === text) return known.element;
    const element = h('li', {key: text}, message(item));
    view.messages.set(item.id, {text, element});
    return element;
}

/** @param {Api.TimelineItem} item */
function message(item) {
    const who = {incoming: item.sender, outgoing: t('You'), agent_action: t('The agent’s proposal')}[item.type];
    const body = h('div', {class: 'body'}, item.fullContent);
    const tools = h('div', {class: 'tools'});
    if (item.type !== 'agent_action') {
        tools.append(
            h('button', {class: 'quiet-button', onclick: event => showHtml(event.currentTarget, item.id, body)}, t('Show with formatting')),
            h('button', {class: 'quiet-button', onclick: event => download(event.currentTarget, () => raw('GET', `/api/messages/${item.id}/source`, undefined, ANY), item.id + '.eml')}, t('Download the original')));
    }
    return h('details', {open: !item.isCollapsed, class: 'message ' + item.type},
        h('summary', {}, h('strong', {dir: 'auto'}, who), item.senderEmail && item.senderEmail !== item.sender && h('span', {class: 'quiet', dir: 'auto'}, ' <' + item.senderEmail + '>'),
            h('time', {datetime: item.timestamp}, time(item.timestamp)), h('span', {class: 'excerpt'}, item.content)),
        body,
        item.attachments.length > 0 && h('ul', {class: 'attachments', 'aria-label': t('Attachments')}, item.attachments.map(file => h('li', {},
            h('button', {class: 'quiet-button', dir: 'auto', onclick: event => download(event.currentTarget, () => raw('GET', `/api/messages/${item.id}/attachments/${file.number}`, undefined, ANY), file.name)},
                '⇣ ', h('bdi', {}, file.name || t('Attachment {0}', file.number))), h('span', {class: 'quiet'}, ' ' + file.type + ', ' + size(file.size))))),
        tools);
}

/**
 * @param {HTMLElement} button
 * @param {string} id
 * @param {HTMLElement} body
 */
async function showHtml(button, id, body) {
    try {
        const response = await raw('GET', `/api/messages/${id}/html`, undefined, {Accept: 'text/html, application/problem+json'});
        const frame = h('iframe', {sandbox: 'allow-popups allow-popups-to-escape-sandbox', title: t('The message with its formatting'), referrerpolicy: 'no-referrer'});
        frame.srcdoc = policy.createHTML(await response.text());
        body.replaceChildren(frame, h('p', {class: 'quiet'}, t('Nothing was loaded from elsewhere.')));
        button.remove();
    } catch (problem) {
        button.replaceWith(h('span', {class: 'quiet'}, problem.message));
    }
}

/**
 * Downloads a file of the interface, and tells beside the button what went wrong.
 * @param {HTMLElement} button
 * @param {() => Promise<{blob(): Promise<Blob>}>} request
 * @param {string | null} name
 */
export async function download(button, request, name) {
    try {
        const address = URL.createObjectURL(await (await request()).blob());
        h('a', {href: address, download: name || 'attachment'}).click();
        setTimeout(() => URL.revokeObjectURL(address), 10000);
    } catch (problem) {
        button.after(h('span', {class: 'error', role: 'alert'}, ' ' + problem.message));
    }
}

/**
 * The form of an answer by hand.
 * @param {string} conversation
 */
function reply(conversation) {
    const id = 'reply.' + conversation;
    const failure = h('p', {class: 'error', role: 'alert'});
    const all = h('input', {type: 'checkbox'});
    /** @type {HTMLTextAreaElement} */
    const text = h('textarea', {rows: 5, maxlength: 100000, value: drafts.read(id)?.text ?? '', oninput: () => drafts.keep(id, text.value)});
    const button = h('button', {class: 'primary', onclick: async () => {
        if (!text.value.split('\n-- \n')[0].trim()) {
            failure.textContent = t('Write something first.');
            return;
        }
        drafts.keep(id, text.value);
        button.disabled = true;
        try {
            const card = await call('POST', `/api/conversations/${conversation}/reply`, {text: text.value, replyAll: all.checked},
                {'Idempotency-Key': (drafts.read(id)?.request ?? requestName()) + (all.checked ? 'a' : '')});
            drafts.forget(id);
            text.value = '';
            offer(card, t('Your answer is queued.'));
        } catch (problem) {
            failure.textContent = problem.message;
            announce(problem.message);
        } finally {
            button.disabled = false;
        }
    }}, t('Send'));
    // Below the separator that mail programs know (RFC 3676, section 4.3); the person sees it before it goes.
    const sign = () => {
        const end = '\n\n-- \n' + user().signature;
        const written = text.value.trimEnd();
        if (!written.endsWith(end.trim())) text.value = written + end;
        drafts.keep(id, text.value);
        text.focus();
        text.setSelectionRange(written.length, written.length);
    };
    return h('details', {class: 'reply', open: text.value !== ''}, h('summary', {}, t('Answer by hand')),
        h('label', {}, t('Your answer'), text), user().signature && h('button', {type: 'button', class: 'quiet-button', onclick: sign}, t('Add my signature')),
        h('label', {class: 'check'}, all, t('Reply to all')), failure, button);
}
