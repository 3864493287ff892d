import {call} from './api.js';
import {fill, h, released, update} from './dom.js';
import {follow} from './events.js';
import {heading, load} from './forms.js';
import {bars} from './plot.js';
import {language, t} from './words.js';

const DAYS = 30;
const PAGE = 100;
/** The most pages of the log that are read. */
const PAGES = 50;
/** The pause between two counts, in milliseconds: a large log takes many requests. */
const PAUSE = 5000;

/** @type {Page.Option[]} */
const KINDS = [['automatic', 'Done without you'], ['approved', 'Approved'], ['edited', 'Sent in your words'], ['overridden', 'Rejected'], ['elsewhere', 'Done in another program'], ['open', 'Not decided']];
/** @type {Record<Api.Category | 'none', string>} */
const CATEGORIES = {finance: 'Finance', client: 'Client', hr: 'Staff', legal: 'Legal', internal: 'Internal', partner: 'Partner', none: 'Without a topic'};

/**
 * What was decided in the last 30 days, counted from the log.
 * @param {HTMLElement} main
 */
export function show(main) {
    const box = h('div', {class: 'boxes'});
    fill(main, heading(t('Numbers'), t('Proposals of the last {0} days, and what became of them.', DAYS)), box);
    follow(main, async () => {
        const counted = draw(await read());
        await released();
        update(box, counted);
    }, PAUSE);
    return load(box, read, draw);
}

async function read() {
    const from = new Date(Date.now() - (DAYS - 1) * 86400000);
    from.setHours(0, 0, 0, 0);
    /** @type {Api.LogEntry[]} */
    const entries = [];
    let cursor = null;
    for (let page = 0; page < PAGES; page++) {
        const query = new URLSearchParams({from: from.toISOString(), limit: String(PAGE)});
        if (cursor) query.set('cursor', cursor);
        const answer = await call('GET', `/api/actions?${query}`);
        entries.push(...answer.items);
        cursor = answer.nextCursor;
        if (!cursor) break;
    }
    return {from, entries, isCut: Boolean(cursor)};
}

/** @param {Awaited<ReturnType<typeof read>>} counted */
function draw({from, entries, isCut}) {
    const days = Array.from({length: DAYS}, (nothing, number) => new Date(from.getFullYear(), from.getMonth(), from.getDate() + number));
    const byDay = tally(days.map(dayOf), entries, entry => dayOf(new Date(entry.createdAt)));
    const byCategory = tally(Object.keys(CATEGORIES), entries, entry => entry.category ?? 'none');
    const short = new Intl.DateTimeFormat(language, {day: 'numeric', month: 'short'});
    const [all] = tally(['all'], entries, () => 'all').values();
    /** @type {Page.Option[]} */
    const series = KINDS.map(([kind, words]) => [kind, t(words)]);
    const dayRows = [...byDay.values()].map((group, number) => ({name: short.format(days[number]), group}));
    const categoryRows = [...byCategory].map(([name, group]) => ({name: t(CATEGORIES[/** @type {Api.Category} */ (name)]), group})).filter(({group}) => group.total > 0);
    return [
        isCut && h('p', {key: 'cut', class: 'notice'}, t('There are more: the newest {0} are counted.', entries.length)),
        h('dl', {class: 'figures'}, [...series.map(([kind, words]) => [words, all.counts[kind]]), [t('Usual time to a decision'), duration(median(all.times))]]
            .map(([words, value]) => h('div', {class: 'box'}, h('dt', {class: 'quiet'}, words), h('dd', {}, value)))),
        plot(t('Proposals by day'), dayRows, series, group => KINDS.map(([kind]) => group.counts[kind]), String),
        plot(t('Proposals by topic'), categoryRows, series, group => KINDS.map(([kind]) => group.counts[kind]), String),
        plot(t('Usual time to your decision by day'), dayRows, [['time', t('Half of the decisions took at most')]], group => [median(group.times) ?? 0], value => duration(value || null)),
        plot(t('Usual time to your decision by topic'), categoryRows, [['time', t('Half of the decisions took at most')]], group => [median(group.times) ?? 0], value => duration(value || null)),
    ];
}

/** @param {Date} date */
const dayOf = date => date.getFullYear() + '-' + (date.getMonth() + 1) + '-' + date.getDate();

/**
 * Counts by kind, and the times to the person's decisions in milliseconds, of each group.
 * @typedef {{counts: Record<string, number>, times: number[], total: number}} Group
 * @param {string[]} groups
 * @param {Api.LogEntry[]} entries
 * @param {(entry: Api.LogEntry) => string} groupOf
 * @returns {Map<string, Group>}
 */
function tally(groups, entries, groupOf) {
    /** @type {Map<string, Group>} */
    const tallied = new Map(groups.map(name => [name, {counts: Object.fromEntries(KINDS.map(([kind]) => [kind, 0])), times: [], total: 0}]));
    for (const entry of entries) {
        const group = tallied.get(groupOf(entry));
        if (!group) continue;
        group.counts[kindOf(entry)]++;
        group.total++;
        if (entry.resolvedAt && entry.decidedBy === 'person' && !entry.settledElsewhere) group.times.push(Date.parse(entry.resolvedAt) - Date.parse(entry.createdAt));
    }
    return tallied;
}

/** @param {Api.LogEntry} entry */
function kindOf(entry) {
    if (entry.status === 'pending') return 'open';
    if (entry.decidedBy === 'agent') return 'automatic';
    if (entry.settledElsewhere) return 'elsewhere';
    return {approved: 'approved', edited: 'edited', rejected: 'overridden'}[entry.status];
}

/** @param {number[]} times */
function median(times) {
    if (times.length === 0) return null;
    const sorted = [...times].sort((one, other) => one - other);
    return sorted[Math.floor((sorted.length - 1) / 2)];
}

/**
 * A time in words, in its largest unit.
 * @param {number | null} milliseconds
 */
function duration(milliseconds) {
    if (milliseconds === null) return '–';
    /** @type {[unit: string, length: number][]} */
    const units = [['day', 86400000], ['hour', 3600000], ['minute', 60000], ['second', 1000]];
    const [unit, length] = units.find(([, size]) => milliseconds >= size) ?? ['second', 1000];
    return new Intl.NumberFormat(language, {style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: milliseconds < 10 * length ? 1 : 0}).format(milliseconds / length);
}

/**
 * A plot with its table, which says the same to people who hear the page.
 * @param {string} title
 * @param {{name: string, group: Group}[]} rows
 * @param {Page.Option[]} series
 * @param {(group: Group) => number[]} values
 * @param {(value: number) => string} say
 */
function plot(title, rows, series, values, say) {
    const read = rows.map(({name, group}) => ({name, values: values(group)}));
    const isEmpty = read.every(row => row.values.every(value => value === 0));
    return h('section', {key: title, class: 'box plot', 'aria-label': title}, h('h2', {}, title), isEmpty ? h('p', {class: 'quiet'}, t('There is nothing here.')) : [
        h('ul', {class: 'legend', 'aria-hidden': 'true'}, series.length > 1 && series.map(([kind, words]) => h('li', {}, h('span', {class: 'swatch ' + kind}), words))),
        bars(read, series.map(([kind]) => kind), say),
        h('details', {}, h('summary', {}, t('As a table')), h('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': title}, h('table', {}, h('caption', {class: 'hidden-text'}, title),
            h('thead', {}, h('tr', {}, h('td'), series.map(([, words]) => h('th', {scope: 'col', class: 'number'}, words)))),
            h('tbody', {}, read.map(row => h('tr', {}, h('th', {scope: 'row'}, row.name), row.values.map(value => h('td', {class: 'number'}, say(value)))))))))]);
}
