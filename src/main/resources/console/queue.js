import {call, raw, requestName} from './api.js';
import {CardView} from './card.js';
import {ask, help} from './dialog.js';
import {announce, fill, h, isTyping, released, update} from './dom.js';
import * as drafts from './drafts.js';
import {STATES} from './nav.js';
import {showThread} from './thread.js';
import * as undo from './undo.js';
import {people, proposal, risk, sends, summary, t} from './words.js';

const PAGE = 25;

/** The queue: cards, and one card with its conversation, beside the pane of states. */
export class Queue {
    /** @param {import('./nav.js').Navigation} navigation */
    constructor(navigation) {
        this.navigation = navigation;
        this.isShown = false;
        this.view = 'needs_decision';
        /** @type {Record<string, string>} */
        this.filters = {risk: '', filter: '', q: ''};
        /** @type {Api.Card[]} */
        this.cards = [];
        /** @type {Omit<Api.QueuePage, 'cards'>} */
        this.page = {total: 0, totalCapped: false, nextCursor: null};
        this.loaded = false;
        /** @type {object | null} */
        this.asked = null;
        /** @type {CardView | null} */
        this.shown = null;
        /** @type {string | null} */
        this.current = null;
        /** @type {Api.Stats | null} */
        this.stats = null;
        /** @type {Set<string>} */
        this.chosen = new Set();
        /** Grows with each change of the list by the person: a page that was asked for before may not undo it. */
        this.edition = 0;
        this.list = h('ul', {class: 'cards', 'aria-label': t('Cards')});
        this.status = h('div', {class: 'list-status', role: 'status'});
        this.bulk = h('div', {class: 'bulk'});
        this.detail = h('main', {class: 'detail', id: 'detail', tabindex: -1});
        this.box = h('input', {type: 'search', placeholder: t('Search') + '  /', maxlength: 200});
        this.panes = [h('section', {class: 'list', 'aria-label': t('Queue')}, this.search(), this.bulk, this.status, this.list), this.detail];
        document.addEventListener('keydown', event => this.key(event));
        this.thread = h('section');
        undo.onUndone(card => this.returned(card));
    }

    enter() {
        this.isShown = true;
    }

    /** Leaves the page to another screen; the list is read anew when it is back. */
    leave() {
        this.isShown = false;
        this.loaded = false;
        this.asked = null;
        this.shown = null;
        this.current = null;
    }

    /** Opens what the address names. */
    async route() {
        const [, view, id] = location.hash.split('/');
        const known = STATES.some(([name]) => name === view) ? view : 'needs_decision';
        if (known !== this.view || !this.loaded) {
            this.view = known;
            this.navigation.show(known);
            await this.load();
            if (!this.isShown) return;
        }
        const wide = matchMedia('(min-width: 60rem)').matches;
        const wanted = id || (wide ? this.cards[0]?.id : null);
        document.body.classList.toggle('reading', Boolean(id));
        if (wanted) await this.show(wanted);
        else await this.welcome();
    }

    /** @param {string} [id] */
    go(id) {
        const address = '#/' + this.view + (id ? '/' + id : '');
        // At once, not when the browser tells of the new address: the next key may come before.
        if (location.hash !== address) history.pushState(null, '', address);
        this.route();
    }

    search() {
        /** @type {number} */
        let timer;
        const later = () => {
            clearTimeout(timer);
            this.filters.q = this.box.value.trim();
            timer = setTimeout(() => this.reload(), 250);
        };
        this.box.addEventListener('input', later);
        /** @type {(name: string, label: string, options: Page.Option[]) => HTMLElement} */
        const choose = (name, label, options) => h('label', {}, h('span', {class: 'hidden-text'}, label),
            h('select', {onchange: event => {
                this.filters[name] = event.target.value;
                this.reload();
            }}, options.map(([value, words]) => h('option', {value}, words))));
        return h('form', {class: 'search', role: 'search', onsubmit: event => event.preventDefault()},
            h('label', {class: 'wide'}, h('span', {class: 'hidden-text'}, t('Search')),
                this.box),
            choose('risk', t('Risk'), [['', t('Any risk')], ['low', risk('low')], ['medium', risk('medium')], ['high', risk('high')]]),
            choose('filter', t('Filter'), [['', t('All cards')], ['high_risk', t('High risk')], ['low_confidence', t('Uncertain')]]));
    }

    async reload() {
        await this.load();
        this.go(this.cards[0]?.id && matchMedia('(min-width: 60rem)').matches ? this.cards[0].id : '');
    }

    async count() {
        try {
            this.stats = await call('GET', '/api/stats');
        } catch (problem) {
            return;
        }
        this.navigation.count(this.stats.navigationCounts);
        if (this.isShown) document.title = (this.stats.navigationCounts.needsDecision ? '(' + this.stats.navigationCounts.needsDecision + ') ' : '') + 'GetAnswers';
    }

    /** @param {number} limit */
    query(limit) {
        const query = new URLSearchParams(STATES.find(([name]) => name === this.view)?.[3]);
        for (const [name, value] of Object.entries(this.filters)) if (value) query.set(name, value);
        query.set('limit', String(limit));
        return query;
    }

    /** @param {string} [cursor] */
    async load(cursor) {
        const query = this.query(PAGE);
        if (cursor) query.set('cursor', cursor);
        this.edition++;
        if (!cursor) {
            this.cards = [];
            this.chosen.clear();
            this.loaded = false;
            fill(this.list, [1, 2, 3, 4].map(() => h('li', {class: 'skeleton', 'aria-hidden': 'true'})));
            fill(this.status, t('The cards are loading …'));
        }
        const asked = this.asked = {};
        try {
            const page = await call('GET', `/api/queue?${query}`);
            if (asked !== this.asked) return;
            this.cards.push(...page.cards.filter(card => !this.cards.some(known => known.id === card.id)));
            this.page = page;
            this.loaded = true;
            this.drawList();
        } catch (problem) {
            if (asked !== this.asked) return;
            fill(this.list);
            fill(this.status, h('p', {class: 'error', role: 'alert'}, problem.message), h('button', {onclick: () => this.route()}, t('Try again')));
        }
        this.count();
    }

    /** Takes over what changed elsewhere, and leaves the focus, the selection and a text that is being written as they are. */
    async sync() {
        this.count();
        if (!this.isShown || !this.loaded) return;
        const edition = this.edition;
        let page;
        try {
            page = await call('GET', `/api/queue?${this.query(Math.min(100, Math.max(PAGE, this.cards.length)))}`);
        } catch (problem) {
            return;
        }
        await released();
        if (!this.isShown || !this.loaded) return;
        if (edition !== this.edition) {
            this.sync();
            return;
        }
        const further = page.nextCursor ? this.cards.slice(page.cards.length).filter(card => !page.cards.some(known => known.id === card.id)) : [];
        const before = this.cards;
        this.cards = [...page.cards, ...further];
        this.page = further.length > 0 ? {...page, nextCursor: this.page.nextCursor} : page;
        if (JSON.stringify(before) !== JSON.stringify(this.cards)) this.redrawList();
        await this.syncCard(before);
    }

    redrawList() {
        const focused = this.list.contains(document.activeElement) ? document.activeElement : null;
        const place = [...this.list.children].findIndex(row => row.contains(focused));
        for (const id of this.chosen) if (!this.cards.some(card => card.id === id)) this.chosen.delete(id);
        this.drawList();
        if (!focused || focused.isConnected) return;
        const link = this.list.children[Math.min(place, this.list.children.length - 1)]?.querySelector('a');
        (focused.matches('input') && link?.closest('li')?.querySelector('input') || link)?.focus();
    }

    /**
     * Shows the card that is open as it is now, unless the person writes in it.
     * @param {Api.Card[]} before
     */
    async syncCard(before) {
        const {shown, current} = this;
        if (!shown) {
            if (!current && before.length === 0 && matchMedia('(min-width: 60rem)').matches) this.go(this.cards[0]?.id);
            return;
        }
        const {card} = shown;
        let now = this.cards.find(known => known.id === card.id);
        try {
            now ??= await call('GET', `/api/queue/${card.id}`);
        } catch (problem) {
            return;
        }
        await released();
        if (this.shown !== shown || shown.busy) return;
        /** @param {Api.Card} one */
        const isNew = one => one.conversationId === card.conversationId && !before.some(known => known.id === one.id);
        if (JSON.stringify(now) !== JSON.stringify(card)) shown.isWriting ? shown.tell(now) : this.reopen(now);
        else if (this.cards.some(isNew)) showThread(this.thread, card.conversationId);
    }

    /** @param {Api.Card} card */
    reopen(card) {
        const focused = this.detail.contains(document.activeElement);
        const {scrollTop} = this.detail;
        this.open(card);
        this.detail.scrollTop = scrollTop;
        if (focused) this.focusCard();
    }

    drawList() {
        const {total, totalCapped, nextCursor} = this.page;
        const filtered = Object.values(this.filters).some(Boolean);
        fill(this.status, this.cards.length > 0 && (totalCapped ? t('More than {0} cards', total) : total === 1 ? t('1 card') : t('{0} cards', total)),
            this.cards.length === 0 && filtered && !nextCursor && t('No card matches.'));
        update(this.list, this.cards.map(card => this.row(card)),
            nextCursor && h('li', {key: 'more'}, h('button', {class: 'wide', onclick: () => this.load(nextCursor)}, t('More cards'))));
        this.drawBulk();
    }

    /** @param {Api.Card} card */
    row(card) {
        const current = card.id === this.current;
        return h('li', {key: card.id, class: current ? 'current' : ''},
            this.view === 'needs_decision' && h('input', {type: 'checkbox', 'aria-label': t('Select: {0}', summary(card.summary) ?? ''), checked: this.chosen.has(card.id), onchange: () => this.select(card.id)}),
            h('a', {href: '#/' + this.view + '/' + card.id, 'aria-current': current ? 'true' : null},
                h('span', {class: 'row-head'}, h('bdi', {class: 'sender'}, card.sender?.name ?? t('Nobody')), h('span', {class: 'badge risk-' + card.riskLevel}, risk(card.riskLevel))),
                h('span', {class: 'summary', dir: 'auto'}, summary(card.summary) ?? card.subject ?? ''),
                h('span', {class: 'quiet'}, proposal(card.actionType), card.isUncertain && ' · ' + t('uncertain'), drafts.read(card.id) && ' · ' + t('your text is kept'))));
    }

    /** @param {string} id */
    async show(id) {
        this.current = id;
        this.list.querySelectorAll('li').forEach((row, index) => {
            const current = this.cards[index]?.id === id;
            row.classList.toggle('current', current);
            const link = row.querySelector('a');
            if (link) current ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current');
            if (current) row.scrollIntoView({block: 'nearest'});
        });
        let card = this.cards.find(known => known.id === id);
        if (!card) {
            fill(this.detail, h('p', {class: 'quiet', role: 'status'}, t('The card is loading …')));
            try {
                card = await call('GET', `/api/queue/${encodeURIComponent(id)}`);
            } catch (problem) {
                fill(this.detail, h('p', {class: 'error', role: 'alert'}, problem.message), h('a', {href: '#/' + this.view}, t('Back to the queue')));
                return;
            }
            if (this.current !== id) return;
        }
        this.open(card);
    }

    /** @param {Api.Card} card */
    open(card) {
        const box = h('article', {class: 'card'});
        const thread = this.thread = h('section', {class: 'thread', 'aria-label': t('Conversation')});
        fill(this.detail, h('a', {class: 'back', href: '#/' + this.view}, '‹ ' + t('Back to the queue')), box, thread);
        this.detail.scrollTop = 0;
        this.shown = new CardView(box, card, {decided: (decided, sentence) => this.decided(decided, sentence), changed: changed => this.refresh(changed)});
        showThread(thread, card.conversationId);
    }

    /** @param {string} id */
    async refresh(id) {
        try {
            const card = await call('GET', `/api/queue/${id}`);
            await released();
            const place = this.cards.findIndex(known => known.id === id);
            if (place >= 0) {
                if (this.view === 'needs_decision' && card.status !== 'pending') this.cards.splice(place, 1);
                else this.cards[place] = card;
                this.drawList();
            }
            if (this.current === id) this.open(card);
            this.count();
        } catch (problem) {
            announce(problem.message);
        }
    }

    /**
     * @param {Api.Card} card
     * @param {string} sentence
     */
    decided(card, sentence) {
        this.edition++;
        undo.offer(card, sentence);
        const place = this.cards.findIndex(known => known.id === card.id);
        if (this.view === 'needs_decision' && place >= 0) {
            this.cards.splice(place, 1);
            this.page.total = Math.max(0, this.page.total - 1);
            this.chosen.delete(card.id);
            this.drawList();
            const next = this.cards[Math.min(place, this.cards.length - 1)];
            if (!next && this.page.nextCursor) this.load().then(() => this.go(this.cards[0]?.id));
            else this.go(next?.id);
            if (next) this.focusCard();
        } else {
            this.open(card);
        }
        this.count();
    }

    /** @param {Api.Card} card */
    returned(card) {
        this.edition++;
        if (!this.isShown) {
            location.hash = '#/needs_decision/' + card.id;
            return;
        }
        const place = this.cards.findIndex(known => known.id === card.id);
        if (place >= 0) this.cards[place] = card;
        else if (this.view === 'needs_decision') {
            this.cards.unshift(card);
            this.page.total++;
        }
        this.drawList();
        this.current = null;
        this.go(card.id);
        this.count();
    }

    /** The empty states: nothing is left, or nothing has come yet. */
    async welcome() {
        if (this.loaded && !this.stats) await this.count();
        this.shown = null;
        this.current = null;
        if (!this.loaded || this.cards.length > 0) {
            fill(this.detail, this.loaded && h('p', {class: 'center quiet'}, t('Choose a card.')));
            return;
        }
        const counts = this.stats?.navigationCounts;
        const first = counts && Object.values(counts).every(count => count === 0);
        if (this.view !== 'needs_decision' || Object.values(this.filters).some(Boolean)) {
            fill(this.detail, h('div', {class: 'center'}, h('p', {class: 'quiet'}, t('There is nothing here.'))));
        } else if (!first) {
            fill(this.detail, h('div', {class: 'center'}, h('h2', {}, t('Nothing waits for you')), h('p', {class: 'quiet'}, t('You decided everything. New mail brings new cards.'))));
        } else {
            fill(this.detail, h('div', {class: 'center'}, h('h2', {}, t('Welcome')), h('p', {}, t('No mail has come yet. Connect a mailbox, or drop a mail (.eml) or a mailbox (.mbox) here.')), h('a', {class: 'button primary', href: '#/accounts'}, t('Connect a mailbox')), this.drop()));
        }
    }

    drop() {
        const box = h('div');
        import('./upload.js').then(({dropBox}) => fill(box, dropBox(async () => {
            await this.load();
            this.go(this.cards[0]?.id);
        })));
        return box;
    }

    focusCard() {
        this.detail.querySelector('h2')?.focus({preventScroll: true});
    }

    /** @param {string} id */
    select(id) {
        this.chosen.has(id) ? this.chosen.delete(id) : this.chosen.add(id);
        this.drawList();
        this.list.children[this.cards.findIndex(card => card.id === id)]?.querySelector('input')?.focus();
    }

    drawBulk() {
        update(this.bulk, this.chosen.size > 0 && [h('span', {}, t('{0} selected', this.chosen.size)),
            h('button', {class: 'primary', onclick: () => this.approveChosen()}, t('Approve them')),
            h('button', {onclick: () => {
                this.chosen.clear();
                this.drawList();
            }}, t('Select none'))]);
    }

    /** Approves the selected cards after one look at everything that they do; a mail that changed meanwhile stays. */
    async approveChosen() {
        const cards = this.cards.filter(card => this.chosen.has(card.id) && !drafts.read(card.id));
        const kept = this.chosen.size - cards.length;
        fill(this.status, t('The mails are being written …'));
        const seen = await Promise.all(cards.map(card => sends(card) ? mailOf(card) : /** @type {Seen} */ ({card})));
        const refused = seen.filter(one => one.reason);
        const [replies, others] = [seen.filter(one => one.mail), seen.filter(one => !one.mail && !one.reason)];
        const count = replies.length + others.length;
        this.drawList();
        /** @param {Seen} seen */
        const line = ({card, mail, reason}) => h('li', {}, h('strong', {}, proposal(card.actionType)), ' · ', h('bdi', {}, summary(card.summary) ?? ''),
            reason && h('p', {class: 'error'}, reason),
            mail && h('details', {}, h('summary', {}, t('To'), ' ', h('bdi', {}, people([...mail.to, ...mail.cc]))), h('p', {}, mail.subject), h('div', {class: 'body'}, mail.text)));
        const confirmed = await ask({title: t('Approve {0} cards', count), confirm: t('Approve {0} cards', count),
            body: [h('p', {}, t('{0} replies are sent, {1} cards send nothing.', replies.length, others.length)),
                kept > 0 && h('p', {}, t('{0} with texts of your own stay.', kept)), h('ul', {class: 'summary-list'}, [...refused, ...replies, ...others].map(line))]});
        if (!confirmed || count === 0) return;
        /** @type {string[]} */
        const results = [];
        for (const {card, tag} of replies) {
            try {
                await call('POST', `/api/queue/${card.id}/approve`, {replyAll: card.replyAll}, {'If-Match': tag ?? '', 'Idempotency-Key': requestName()});
                results.push('approved');
            } catch (problem) {
                results.push(problem.status === 412 ? 'changed' : 'refused');
            }
        }
        try {
            if (others.length > 0) {
                const answer = await call('POST', '/api/queue/approve', {ids: others.map(one => one.card.id)}, {'Idempotency-Key': requestName()});
                results.push(...answer.results.map(result => result.outcome === 'approved' ? 'approved' : 'refused'));
            }
        } catch (problem) {
            results.push(...others.map(() => 'refused'));
        }
        /** @param {string} outcome */
        const number = outcome => results.filter(one => one === outcome).length;
        const said = [t('{0} approved', number('approved')), number('changed') && t('{0} changed meanwhile and stay', number('changed')),
            number('refused') && t('{0} stay: open them to see why', number('refused'))].filter(Boolean).join(', ') + '.';
        await this.load();
        fill(this.status, said);
        announce(said);
        this.go(this.cards[0]?.id);
    }

    /** @param {number} step */
    move(step) {
        if (this.cards.length === 0) return;
        const place = this.cards.findIndex(card => card.id === this.current);
        const next = Math.min(this.cards.length - 1, Math.max(0, place + step));
        this.go(this.cards[place < 0 ? 0 : next].id);
        if (place === this.cards.length - 1 && step > 0 && this.page.nextCursor) this.load(this.page.nextCursor);
    }

    /** @param {KeyboardEvent} event */
    key(event) {
        if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]') || isTyping(event.target)) return;
        /** @type {Record<string, () => unknown>} */
        const everywhere = {z: () => undo.undo(), '?': help};
        /** @type {(() => unknown) | undefined} */
        const act = (this.isShown ? {
            ...everywhere, j: () => this.move(1), k: () => this.move(-1), a: () => this.shown?.approve(), e: () => this.shown?.edit(),
            o: () => this.shown?.override(), s: () => this.shown?.escalate(),
            x: () => this.current && this.view === 'needs_decision' && this.select(this.current), '/': () => this.box.focus(),
        } : everywhere)[event.key];
        if (act) {
            event.preventDefault();
            act();
        } else if (this.isShown && event.key === 'Enter' && event.target === document.body) {
            this.focusCard();
        }
    }
}

/**
 * The mail of a card as it would be sent, with its tag, or the reason why none would be.
 * @typedef {{card: Api.Card, tag?: string | null, mail?: Api.Preview, reason?: string}} Seen
 * @param {Api.Card} card
 * @returns {Promise<Seen>}
 */
async function mailOf(card) {
    try {
        const response = await raw('GET', `/api/queue/${card.id}/preview?replyAll=${card.replyAll}`);
        return {card, tag: response.headers.get('ETag'), mail: await response.json()};
    } catch (problem) {
        return {card, reason: problem.message};
    }
}
