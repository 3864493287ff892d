/** @type {Record<string, string>} */
let translations = {};
/**
 * The service's sentences: those without values by their text, and the others as expressions, the longest first.
 * @type {Map<string, string>}
 */
let sentences = new Map();
/** @type {{size: number, expression: RegExp, translated: boolean[], german: string}[]} */
let patterns = [];
const LONGEST = 4000;
const HOLES = /\{\+?\d\}/g;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;
const DATE = /^\d{1,2} [A-Z][a-z]+ \d{4}$/;
export let language = 'en';

/** Loads the language that was chosen, else that of the browser. */
export async function loadLanguage() {
    language = localStorage.getItem('console.language') || (navigator.language.startsWith('de') ? 'de' : 'en');
    document.documentElement.lang = language;
    if (language !== 'de') return;
    const [own, service] = await Promise.all([import('./de.js'), import('./sentences.js')]);
    translations = own.default;
    sentences = new Map(Object.entries(service.default));
    patterns = [...sentences].filter(([text]) => text.search(HOLES) >= 0).map(([text, german]) => ({
        size: text.replace(HOLES, '').length,
        expression: new RegExp('^' + text.split(HOLES).map(part => part.replace(/[\\^$.*+?()[\]{}|\/]/g, '\\$&')).join('([^]*?)') + '$'),
        translated: [...text.matchAll(HOLES)].map(([hole]) => hole.includes('+')),
        german,
    })).sort((one, other) => other.size - one.size);
}

/**
 * A sentence of the service in the language of the page; one that is not known stays as it is.
 * @template {string | null | undefined} T
 * @param {T} text
 * @returns {T | string}
 */
export function said(text) {
    if (!text || sentences.size === 0 || text.length > LONGEST) return text;
    return whole(text) ?? begun(text);
}

/**
 * Sentences of which each is known, one by one where they can be told apart; null if they are not.
 * @param {string} text
 * @returns {string | null}
 */
function whole(text) {
    const found = sentences.get(text);
    if (found !== undefined) return found;
    for (const [first, rest] of splits(text)) {
        const [one, others] = [known(first), known(first) !== null ? whole(rest) : null];
        if (others !== null) return one + ' ' + others;
    }
    return known(text);
}

/**
 * Sentences of which the first ones are known.
 * @param {string} text
 */
function begun(text) {
    for (const [first, rest] of splits(text)) {
        const one = known(first);
        if (one !== null) return one + ' ' + rest;
    }
    return text;
}

/** @param {string} text */
const splits = text => [...text.matchAll(/\. (?=\p{Lu})/gu)].map(({index}) => [text.slice(0, index + 1), text.slice(index + 2)]);

/**
 * @param {string} text
 * @returns {string | null}
 */
function known(text) {
    const found = sentences.get(text);
    if (found !== undefined) return found;
    if (INSTANT.test(text)) return time(text);
    if (DATE.test(text)) return new Intl.DateTimeFormat(language, {dateStyle: 'long', timeZone: 'UTC'}).format(new Date(text + ' UTC'));
    for (const {expression, translated, german} of patterns) {
        const values = expression.exec(text)?.slice(1).map((value, place) => translated[place] ? said(value) : value);
        if (values) return german.replace(HOLES, hole => values[Number(/\d/.exec(hole))]);
    }
    return null;
}

/** @param {string} chosen */
export function chooseLanguage(chosen) {
    localStorage.setItem('console.language', chosen);
    location.reload();
}

/**
 * The sentence in the language of the page; `{0}` and so on stand for the values.
 * @param {string} sentence
 * @param {(string | number)[]} values
 */
export function t(sentence, ...values) {
    return (translations[sentence] ?? sentence).replace(/\{(\d)\}/g, (hole, index) => String(values[index]));
}

/** @param {string} instant */
export function time(instant) {
    return new Intl.DateTimeFormat(language, {dateStyle: 'medium', timeStyle: 'short'}).format(new Date(instant));
}

/** @param {string} instant */
export function day(instant) {
    return new Intl.DateTimeFormat(language, {dateStyle: 'full'}).format(new Date(instant));
}

/** @param {number} bytes */
export function size(bytes) {
    const units = ['B', 'kB', 'MB', 'GB'];
    let unit = 0;
    for (; bytes >= 1000 && unit < 3; unit++) bytes /= 1000;
    return new Intl.NumberFormat(language, {maximumFractionDigits: bytes < 10 ? 1 : 0}).format(bytes) + ' ' + units[unit];
}

/** @param {Api.RiskLevel} level */
export const risk = level => t({low: 'Low risk', medium: 'Medium risk', high: 'High risk'}[level] ?? level);

/**
 * A confidence in words, with its number.
 * @param {Api.Card} card
 */
export function confidence(card) {
    const score = card.confidenceScore;
    const words = score >= 85 ? 'Confident' : score >= 60 ? 'Fairly sure' : score >= 40 ? 'Unsure' : 'Guessing';
    return t(words) + ' (' + score + ' %)';
}

/** @param {Api.ActionType} type */
export const proposal = type => t({
    draft: 'Reply, drafted for you',
    send: 'Reply',
    file: 'File it: no answer needed',
    schedule: 'Bring it back on its day',
    triage: 'Read it: the agent can’t tell what to do',
}[type] ?? type);

/**
 * The label of the button that approves.
 * @param {Api.ActionType} type
 */
export const approval = type => t({
    draft: 'Approve and send',
    send: 'Approve and send',
    file: 'File it',
    schedule: 'Schedule it',
    triage: 'Mark as handled',
}[type] ?? 'Approve');

/** @param {{actionType: Api.ActionType}} card */
export const sends = card => card.actionType === 'draft' || card.actionType === 'send';

const SUMMARY = /^([^]*?) (asks|says thanks|proposes a meeting|informs|writes)(?=: |\.$)/;

/**
 * The line of a card; the service writes the verb in English, and everything else is the mail's.
 * @param {string | null} text
 */
export const summary = text => text?.replace(SUMMARY, (begin, who, does) => who + ' ' + t(does));

/** @param {{name?: string | null, email: string}[]} list */
export const people = list => list.map(one => one.name && one.name !== one.email ? one.name + ' <' + one.email + '>' : one.email).join(', ');
