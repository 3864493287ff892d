import {said, t} from './words.js';

/** A response that is no success, with the sentence that the service gives. */
export class Problem extends Error {
    /**
     * @param {number} status
     * @param {string} detail
     * @param {number} [retryAfter] in seconds
     * @param {Api.FieldError[]} [errors]
     */
    constructor(status, detail, retryAfter = 0, errors = []) {
        super(detail);
        this.status = status;
        this.retryAfter = retryAfter;
        this.errors = errors;
    }
}

/**
 * The page's session. The access token lives here alone; the refresh token is in a cookie that no script reads.
 * @type {{token: string | null, user: Api.Profile | null, undoSeconds: number, skew: number}}
 */
const session = {token: null, user: null, undoSeconds: 0, skew: 0};
/** @type {() => Promise<unknown>} */
let expired = () => Promise.reject(new Problem(401, t('Your session has ended.')));
/** @type {(state: 'online' | 'offline' | number) => void} */
let connection = () => {};

export const token = () => session.token;
export const user = () => /** @type {Api.Profile} */ (session.user);
/** The seconds in which the user can withdraw a decision. */
export const undoSeconds = () => user().undoSeconds ?? session.undoSeconds;
export const now = () => Date.now() + session.skew;
/** @param {typeof expired} handler */
export const onExpired = handler => { expired = handler; };
/** @param {typeof connection} handler */
export const onConnection = handler => { connection = handler; };

/** @param {{access_token: string, user: Api.Profile, undoSeconds: number}} started */
function accept(started) {
    session.token = started.access_token;
    session.user = started.user;
    session.undoSeconds = started.undoSeconds;
    return started;
}

/**
 * @param {string} path
 * @param {RequestInit} options
 */
async function send(path, options) {
    let response;
    try {
        response = await fetch(path, {credentials: 'same-origin', redirect: 'error', ...options});
    } catch (failed) {
        if (options.signal?.aborted) throw new Problem(0, '');
        connection('offline');
        throw new Problem(0, t('The service can’t be reached. Nothing was lost: try again.'));
    }
    const date = Date.parse(response.headers.get('Date') ?? '');
    if (date) session.skew = Math.abs(date - Date.now()) > 2000 ? date - Date.now() : 0;
    connection(response.status === 503 ? Number(response.headers.get('Retry-After')) || 5 : 'online');
    if (response.ok) return response;
    /** @type {Partial<Api.Problem>} */
    const problem = await response.json().catch(() => ({}));
    const errors = problem.errors?.map(({field, message}) => ({field, message: said(message)}));
    const fields = (errors ?? []).map(error => error.field + ' ' + error.message).join('; ');
    throw new Problem(response.status, fields || said(problem.detail) || t('The service answered {0}.', response.status),
        Number(response.headers.get('Retry-After')) || 0, errors);
}

/**
 * @param {string} method
 * @param {unknown} body
 * @param {Record<string, string>} headers
 */
const json = (method, body, headers = {}) =>
    ({method, headers: {'Content-Type': 'application/json', ...headers}, body: body === undefined ? undefined : JSON.stringify(body)});

/**
 * @param {string} path
 * @param {'POST' | 'DELETE'} method
 */
async function cookieSession(path, method = 'POST', body = {}) {
    const response = await send(`/api/console/session${path}`, json(method, method === 'DELETE' ? undefined : body, {'X-GetAnswers-Console': '1'}));
    return response.status === 204 ? null : accept(await response.json());
}

/** @type {(email: string, password: string) => Promise<unknown>} */
export const signIn = (email, password) => cookieSession('', 'POST', {email, password});
/** @type {(email: string, password: string, name: string) => Promise<unknown>} */
export const register = (email, password, name) => cookieSession('/register', 'POST', {email, password, name});
/** @type {(token: string) => Promise<unknown>} */
export const verify = token => cookieSession('/verify', 'POST', {token});
/** @type {(token: string, newPassword: string) => Promise<unknown>} */
export const reset = (token, newPassword) => cookieSession('/reset', 'POST', {token, newPassword});
/** @type {(email: string) => Promise<unknown>} */
export const mailLink = email => send('/api/auth/magic-link', json('POST', {email}));
/** @type {(email: string) => Promise<unknown>} */
export const mailReset = email => send('/api/auth/password-reset', json('POST', {email}));

export async function signOut() {
    await cookieSession('', 'DELETE').catch(() => {});
    session.token = null;
    session.user = null;
}

/** A new name for a request, by which the service sees its repetition as the same one. */
export function requestName() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

/** @type {Promise<unknown> | null} */
let renewing = null;

/** Renews the session once for all who ask, and one tab after the other: a refresh token works once. */
export function renew() {
    const once = () => cookieSession('/renew');
    renewing ??= (navigator.locks ? navigator.locks.request('getanswers.session', once) : once()).finally(() => { renewing = null; });
    return renewing;
}

/**
 * Sends a request of the user. An expired token is renewed; an ended session asks the person to sign in, and then goes on. The
 * types of its body and of its answer are those of the OpenAPI document for the method and the path.
 * @template {string} P
 * @template {Api.Method<P>} M
 * @param {M} method
 * @param {P} path
 * @param {Api.Body<M, P>} [body]
 * @param {Record<string, string>} [headers]
 * @returns {Promise<Api.Answer<M, P>>}
 */
export async function call(method, path, body, headers = {}) {
    return answer(await raw(method, path, body, headers));
}

/**
 * Sends a request whose 401 is about what it says, such as a wrong password, not about the session.
 * @template {string} P
 * @template {Api.Method<P>} M
 * @param {M} method
 * @param {P} path
 * @param {Api.Body<M, P>} [body]
 * @returns {Promise<Api.Answer<M, P>>}
 */
export async function direct(method, path, body) {
    // Renews the session where that is due.
    await raw('GET', '/api/auth/me');
    const response = await send(path, json(method, body, {Accept: 'application/json', Authorization: 'Bearer ' + session.token}));
    return answer(response);
}

/** @type {(response: {status: number, json(): Promise<any>}) => Promise<any>} */
const answer = async response => response.status === 204 ? null : response.json();

/**
 * Sends a request like `call`, and resolves to its response.
 * @template {string} P
 * @template {Api.Method<P>} M
 * @param {M} method
 * @param {P} path
 * @param {Api.Body<M, P>} [body]
 * @param {Record<string, string>} [headers]
 * @param {AbortSignal} [signal]
 * @returns {Promise<Omit<Response, 'json'> & {json(): Promise<Api.Answer<M, P>>}>}
 */
export async function raw(method, path, body, headers = {}, signal = undefined) {
    const who = session.user?.id;
    for (let attempt = 0; ; attempt++) {
        try {
            return await send(path, {signal, ...json(method, body, {Accept: 'application/json', ...headers, Authorization: 'Bearer ' + session.token})});
        } catch (problem) {
            if (problem.status !== 401 || attempt > 1) throw problem;
            await renew().catch(failed => {
                if (failed.status !== 401) throw failed;
                return expired();
            });
            // Another person's page must not carry out what this one began.
            if (who && session.user?.id !== who) {
                location.reload();
                throw problem;
            }
        }
    }
}
