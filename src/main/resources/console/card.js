import {call, raw, requestName} from './api.js';
import {askReason} from './dialog.js';
import {announce, fill, h, released, update} from './dom.js';
import * as drafts from './drafts.js';
import {outcome} from './undo.js';
import {approval, confidence, people, proposal, risk, said, sends, summary, t, time} from './words.js';

/** @type {Record<string, string>} */
const AFFECTS = {category: 'Topic', risk: 'Risk', confidence: 'Confidence', priority: 'Urgency', action_type: 'Proposal',
    content: 'Text', review: 'Review', objective: 'Objective'};

/** @type {Record<Api.Category, string>} */
const CATEGORY = {finance: 'Finance', client: 'Client', hr: 'Staff', legal: 'Legal', internal: 'Internal', partner: 'Partner'};

/** A card as it is shown, with what a person can do about it. */
export class CardView {
    /**
     * @param {HTMLElement} element
     * @param {Api.Card} card
     * @param {{decided: (card: Api.Card, sentence: string) => unknown, changed: (id: string) => unknown}} heard `decided` is called
     *     with the decided card and a sentence that says what was done
     */
    constructor(element, card, {decided, changed}) {
        this.element = element;
        this.card = card;
        this.decided = decided;
        this.changed = changed;
        this.replyAll = card.replyAll;
        /** @type {Api.Preview | null} */
        this.mail = null;
        /** @type {string | null} */
        this.tag = null;
        this.busy = false;
        /** @type {HTMLTextAreaElement | null} */
        this.editor = null;
        /** @type {object | null} */
        this.asked = null;
        this.kept = h('span', {class: 'quiet', role: 'status'});
        this.notice = h('div', {role: 'alert'});
        this.mailBox = h('div', {class: 'mail'});
        this.buttons = h('div', {class: 'buttons'});
        this.draw();
        if (this.isPending && sends(card)) this.preview();
        if (this.isPending && drafts.read(card.id)) this.edit(true);
    }

    get isPending() {
        return this.card.status === 'pending';
    }

    /** True while the person is at something that the card must not vanish under. */
    get isWriting() {
        return Boolean(this.editor || document.querySelector('dialog[open]'));
    }

    get path() {
        return /** @type {const} */ (`/api/queue/${this.card.id}`);
    }

    draw() {
        const card = this.card;
        fill(this.element,
            h('header', {class: 'card-head'},
                h('h2', {tabindex: -1, dir: 'auto'}, summary(card.summary) || card.subject || t('Card')),
                card.sender && h('p', {class: 'from'}, t('From'), ' ', h('strong', {}, h('bdi', {}, card.sender.name)),
                    card.sender.name !== card.sender.email && h('bdi', {class: 'quiet'}, ' <' + card.sender.email + '>')),
                h('p', {class: 'badges'}, h('span', {class: 'badge risk-' + card.riskLevel}, risk(card.riskLevel)),
                    h('span', {class: 'badge'}, confidence(card)), h('span', {class: 'badge'}, t('Urgency {0} of 100', card.priorityScore)),
                    card.category && h('span', {class: 'badge'}, t(CATEGORY[card.category] ?? card.category)))),
            card.returnedReason && h('p', {class: 'notice'}, t('It came back to you: {0}', said(card.returnedReason))),
            card.mailboxDraft && h('p', {class: card.mailboxDraft.reason ? 'notice' : 'quiet', dir: 'auto'}, card.mailboxDraft.reason ? said(card.mailboxDraft.reason) : t('Its answer also lies in the folder {0} of your mailbox.', card.mailboxDraft.folder ?? '')),
            this.notice,
            h('section', {'aria-label': t('The proposal')}, h('h3', {}, proposal(card.actionType)), this.mailBox, this.isPending ? this.buttons : this.state()),
            this.why());
        fill(this.mailBox, this.text());
        this.drawButtons();
    }

    /** The text of a proposal; one that is no mail is a sentence of the service. */
    text() {
        return h('div', {class: 'body', dir: 'auto'}, sends(this.card) ? this.card.proposedAction : said(this.card.proposedAction));
    }

    drawButtons() {
        update(this.buttons,
            h('button', {class: 'primary', disabled: this.busy || sends(this.card) && !this.mail, onclick: () => this.approve()}, t(approval(this.card.actionType)), ' ', h('kbd', {}, 'a')),
            h('button', {disabled: this.busy, onclick: () => this.edit()}, sends(this.card) ? t('Edit') : t('Answer instead'), ' ', h('kbd', {}, 'e')),
            h('button', {disabled: this.busy, onclick: () => this.override()}, t('Override'), ' ', h('kbd', {}, 'o')),
            h('button', {disabled: this.busy, onclick: () => this.escalate()}, t('Escalate'), ' ', h('kbd', {}, 's')));
    }

    state() {
        const decision = {pending: '', approved: t('Approved'), rejected: t('Rejected'), edited: t('Sent in your words')}[this.card.status];
        const [words, ...buttons] = this.card.execution ? outcome(this.card.id, this.card.execution, () => this.changed(this.card.id)) : [''];
        const reason = this.card.status === 'rejected' && this.card.overrideReason;
        return h('div', {class: 'state'}, h('p', {}, h('strong', {}, this.card.settledElsewhere ? t('Done in another program') : decision), ' · ', time(this.card.updatedAt)),
            reason && h('p', {dir: 'auto'}, this.card.settledElsewhere ? said(reason) : t('Your reason: {0}', reason)), h('p', {}, words), buttons);
    }

    /** The reasons, as sentences. */
    why() {
        const rationale = this.card.rationale;
        if (!rationale) return null;
        return h('section', {class: 'why', 'aria-label': t('Why')}, h('h3', {}, t('Why')),
            rationale.gate && h('p', {}, said(rationale.gate)),
            rationale.policies.length > 0 && h('p', {}, t('Your policies that matched:'), ' ', rationale.policies.map(name => h('bdi', {class: 'badge'}, name))),
            rationale.signals.length > 0 && h('table', {}, h('caption', {class: 'hidden-text'}, t('Signals')),
                h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, t('Observed')), h('th', {scope: 'col'}, t('Affects')), h('th', {scope: 'col', class: 'number'}, t('Weight')))),
                h('tbody', {}, rationale.signals.map(signal => h('tr', {}, h('td', {dir: 'auto'}, said(signal.detail)),
                    h('td', {}, t(AFFECTS[signal.affects] ?? signal.affects)), h('td', {class: 'number'}, weight(signal)))))));
    }

    /** Loads the mail as it will be sent. */
    async preview() {
        this.mail = this.tag = null;
        this.drawButtons();
        const asked = this.asked = {};
        try {
            const response = await raw('GET', `${this.path}/preview?replyAll=${this.replyAll}`);
            const mail = await response.json();
            await released();
            if (asked !== this.asked) return;
            this.tag = response.headers.get('ETag');
            this.mail = mail;
        } catch (problem) {
            if (asked === this.asked) this.say(problem.message);
            return;
        }
        if (!this.editor) this.drawMail();
        else this.drawEditor();
        this.drawButtons();
    }

    recipients() {
        /** @type {Partial<Api.Preview>} */
        const mail = this.mail ?? {...this.card.recipients, subject: this.card.subject ?? undefined};
        /** @type {(name: string, value?: string | number) => Page.Child} */
        const row = (name, value) => value ? [h('dt', {}, name), h('dd', {dir: 'auto'}, value)] : null;
        return [h('dl', {class: 'fields'}, row(t('From'), mail.from && people([mail.from])), row(t('To'), mail.to?.length && people(mail.to)),
            row(t('Copy'), mail.cc?.length && people(mail.cc)), row(t('Subject'), mail.subject)),
        (this.card.replyAllRecipients || this.replyAll) && h('label', {class: 'check'},
            h('input', {type: 'checkbox', checked: this.replyAll, onchange: event => {
                this.replyAll = event.target.checked;
                this.preview();
            }}), t('Reply to all'))];
    }

    drawMail() {
        const [text, quotation] = split(this.mail?.text ?? '', this.card.proposedAction);
        update(this.mailBox, this.recipients(), h('div', {class: 'body', dir: 'auto'}, text), folded(quotation));
    }

    /** Opens the editor; the text is kept as it is typed. */
    edit(restored = false) {
        if (!this.isPending || this.busy) return;
        if (this.editor) {
            this.editor.focus();
            return;
        }
        const text = drafts.read(this.card.id)?.text ?? (sends(this.card) ? this.card.proposedAction : '');
        const editor = this.editor = /** @type {HTMLTextAreaElement} */ (h('textarea', {rows: Math.min(18, Math.max(6, text.split('\n').length + 2)), maxlength: 100000, 'aria-label': t('Your text'), value: text,
            oninput: () => {
                drafts.keep(this.card.id, editor.value);
                this.kept.textContent = t('Kept in this browser');
            },
            onkeydown: event => {
                if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.send();
                if (event.key === 'Escape') this.closeEditor();
            }}));
        this.kept = h('span', {class: 'quiet', role: 'status'}, restored ? t('Your text from before is back.') : '');
        this.drawEditor();
        if (!restored) editor.focus();
    }

    drawEditor() {
        const quotation = this.mail ? split(this.mail.text, this.card.proposedAction)[1] : '';
        update(this.mailBox, this.recipients(), this.editor,
            h('div', {class: 'buttons'}, h('button', {class: 'primary', disabled: this.busy, onclick: () => this.send()}, t('Send this text'), ' ', h('kbd', {}, 'Ctrl ⏎')),
                h('button', {onclick: () => this.closeEditor()}, t('Keep it for later')),
                h('button', {onclick: () => this.discard()}, t('Discard')), this.kept), folded(quotation));
        this.buttons.hidden = true;
    }

    closeEditor() {
        this.editor = null;
        this.buttons.hidden = false;
        if (this.mail) this.drawMail();
        else fill(this.mailBox, this.text());
        this.buttons.querySelectorAll('button')[1]?.focus();
    }

    discard() {
        drafts.forget(this.card.id);
        this.closeEditor();
    }

    approve() {
        if (!this.isPending || sends(this.card) && !this.mail || this.editor) return;
        if (drafts.read(this.card.id)) {
            this.edit();
            this.say(t('You have a text of your own here: send it, or discard it first.'));
            return;
        }
        /** @type {Record<string, string>} */
        const headers = {'Idempotency-Key': requestName()};
        if (this.tag) headers['If-Match'] = this.tag;
        const sentence = sends(this.card) ? t('The reply to {0} is queued.', people(this.mail?.to ?? [])) : t('Approved.');
        return this.decide(() => call('POST', `${this.path}/approve`, sends(this.card) ? {replyAll: this.replyAll} : undefined, headers), sentence);
    }

    send() {
        const text = this.editor?.value ?? '';
        if (!text.trim()) {
            this.say(t('Write something first.'));
            return;
        }
        drafts.keep(this.card.id, text);
        const request = drafts.read(this.card.id)?.request ?? requestName();
        return this.decide(() => call('PATCH', this.path, {proposedAction: text, replyAll: this.replyAll}, {'Idempotency-Key': request + (this.replyAll ? 'a' : '')}),
            t('Your text is queued.'), true);
    }

    async override() {
        const said = this.isPending && await askReason(t('Override this proposal'), t('Nothing is sent. The matter then waits on you.'), t('Override'), true);
        if (said) await this.decide(() => call('POST', `${this.path}/override`, {reason: said.reason ?? ''}, {'Idempotency-Key': requestName()}), t('Overridden: nothing is sent.'));
    }

    async escalate() {
        const said = this.isPending && await askReason(t('Escalate this card'), t('It is marked as high risk and stays in the queue.'), t('Escalate'), false);
        if (!said) return;
        try {
            await call('POST', `${this.path}/escalate`, {reason: said.reason}, {'Idempotency-Key': requestName()});
            announce(t('Escalated.'));
            this.changed(this.card.id);
        } catch (problem) {
            this.refused(problem);
        }
    }

    /**
     * @param {() => Promise<Api.Card>} request
     * @param {string} sentence
     * @param {boolean} isText true if it sends the text that is kept
     */
    async decide(request, sentence, isText = false) {
        if (this.busy || !this.isPending) return;
        this.busy = true;
        this.drawButtons();
        if (this.editor) this.drawEditor();
        try {
            const card = await request();
            await released();
            if (isText) drafts.forget(card.id);
            this.decided(card, sentence);
        } catch (problem) {
            this.busy = false;
            this.drawButtons();
            if (this.editor) this.drawEditor();
            this.refused(problem);
        }
    }

    /** @param {Page.Failure} problem */
    refused(problem) {
        this.say(problem.message);
        if (problem.status === 412) this.preview();
        if (problem.status === 409) this.offerRefresh();
    }

    /**
     * Says that the card is another by now, and leaves what is shown.
     * @param {Api.Card} now
     */
    tell(now) {
        this.say(now.status === 'pending' ? t('This card has changed meanwhile.') : t('This card was decided elsewhere.'));
        this.offerRefresh();
    }

    offerRefresh() {
        this.notice.append(h('button', {onclick: () => this.changed(this.card.id)}, t('Show it as it is now')));
    }

    /** @param {string} sentence */
    say(sentence) {
        fill(this.notice, h('p', {class: 'notice'}, sentence));
    }
}

/** @param {Api.Signal} signal */
function weight(signal) {
    if (!signal.weight) return t('decides alone');
    if (signal.affects === 'risk') return risk(/** @type {const} */ (['low', 'medium', 'high'])[signal.weight] ?? 'high');
    return (signal.weight > 0 ? '+' : '−') + Math.abs(signal.weight);
}

/**
 * A mail's text and the quotation below it.
 * @param {string} text
 * @param {string | null} proposal
 */
export function split(text, proposal) {
    const own = (proposal ?? '').trimEnd();
    const start = own && text.startsWith(own) ? own.length : 0;
    const quoted = /\n\n[^\n]+:\n>/.exec(text.slice(start));
    if (!quoted) return [text, ''];
    return [text.slice(0, start + quoted.index), text.slice(start + quoted.index).trim()];
}

/** @param {string} quotation */
const folded = quotation => quotation &&
    h('details', {class: 'quotation'}, h('summary', {}, t('The quotation that goes with it')), h('div', {class: 'body', dir: 'auto'}, quotation));
