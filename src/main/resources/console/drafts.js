import {requestName, user} from './api.js';

/** @param {string} id */
const key = id => 'console.draft.' + user().id + '.' + id;

/**
 * Texts that were typed and that the service has not confirmed. They outlive a crash, an expired session and a closed tab;
 * each has the key under which the service sees a repeated request as the same one.
 * @param {string} id
 * @returns {{text: string, request: string, at: number} | null}
 */
export function read(id) {
    try {
        return JSON.parse(localStorage.getItem(key(id)) ?? 'null');
    } catch (unreadable) {
        return null;
    }
}

/**
 * @param {string} id
 * @param {string} text
 */
export function keep(id, text) {
    const before = read(id);
    const sent = before && before.text === text ? before.request : requestName();
    localStorage.setItem(key(id), JSON.stringify({text, request: sent, at: Date.now()}));
}

/** @param {string} id */
export function forget(id) {
    localStorage.removeItem(key(id));
}
