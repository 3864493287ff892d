let translations = {};
export let language = 'en';

/** Loads the language that was chosen, else that of the browser. */
export async function loadLanguage() {
    language = localStorage.getItem('console.language') || (navigator.language.startsWith('de') ? 'de' : 'en');
    document.documentElement.lang = language;
    translations = language === 'de' ? (await import('./de.js')).default : {};
}

export function chooseLanguage(chosen) {
    localStorage.setItem('console.language', chosen);
    location.reload();
}

/** The sentence in the language of the page; `{0}` and so on stand for the values. */
export function t(sentence, ...values) {
    return (translations[sentence] ?? sentence).replace(/\{(\d)\}/g, (hole, index) => values[index]);
}

export function time(instant) {
    return new Intl.DateTimeFormat(language, {dateStyle: 'medium', timeStyle: 'short'}).format(new Date(instant));
}

export function day(instant) {
    return new Intl.DateTimeFormat(language, {dateStyle: 'full'}).format(new Date(instant));
}

export function size(bytes) {
    const units = ['B', 'kB', 'MB', 'GB'];
    let unit = 0;
    for (; bytes >= 1000 && unit < 3; unit++) bytes /= 1000;
    return new Intl.NumberFormat(language, {maximumFractionDigits: bytes < 10 ? 1 : 0}).format(bytes) + ' ' + units[unit];
}

export const risk = level => t({low: 'Low risk', medium: 'Medium risk', high: 'High risk'}[level] ?? level);

/** A confidence in words, with its number. */
export function confidence(card) {
    const score = card.confidenceScore;
    const words = score >= 85 ? 'Confident' : score >= 60 ? 'Fairly sure' : score >= 40 ? 'Unsure' : 'Guessing';
    return t(words) + ' (' + score + ' %)';
}

export const proposal = type => t({
    draft: 'Reply, drafted for you',
    send: 'Reply',
    file: 'File it: no answer needed',
    schedule: 'Bring it back on its day',
    triage: 'Read it: the agent can’t tell what to do',
}[type] ?? type);

/** The label of the button that approves. */
export const approval = type => t({
    draft: 'Approve and send',
    send: 'Approve and send',
    file: 'File it',
    schedule: 'Schedule it',
    triage: 'Mark as handled',
}[type] ?? 'Approve');

export const sends = card => card.actionType === 'draft' || card.actionType === 'send';

export const people = list => list.map(one => one.name && one.name !== one.email ? one.name + ' <' + one.email + '>' : one.email).join(', ');
